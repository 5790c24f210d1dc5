package dev.vigia.agent.simulator;

import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Invents people and groups of Brazil, their numbers and pictures. The numbers are made up; no id is drawn twice. */
final class People {
    private static final List<String> FIRST = List.of(
            "Ana",
            "Beatriz",
            "Bruno",
            "Caio",
            "Camila",
            "Carla",
            "Cláudia",
            "Daniel",
            "Débora",
            "Diego",
            "Eduardo",
            "Elisa",
            "Fábio",
            "Fernanda",
            "Gabriel",
            "Helena",
            "Igor",
            "Isabela",
            "João",
            "José",
            "Júlia",
            "Larissa",
            "Leonardo",
            "Letícia",
            "Luana",
            "Lucas",
            "Luísa",
            "Marcelo",
            "Márcia",
            "Mariana",
            "Mateus",
            "Natália",
            "Otávio",
            "Patrícia",
            "Paulo",
            "Pedro",
            "Rafael",
            "Renata",
            "Ricardo",
            "Sabrina",
            "Sérgio",
            "Sofia",
            "Tatiana",
            "Thiago",
            "Vanessa",
            "Vinícius",
            "Vitória",
            "Yasmin");
    private static final List<String> LAST = List.of(
            "Almeida",
            "Alves",
            "Andrade",
            "Araújo",
            "Barbosa",
            "Barros",
            "Batista",
            "Cardoso",
            "Carvalho",
            "Castro",
            "Costa",
            "Dias",
            "Duarte",
            "Fernandes",
            "Ferreira",
            "Freitas",
            "Gomes",
            "Gonçalves",
            "Lima",
            "Lopes",
            "Machado",
            "Martins",
            "Melo",
            "Mendes",
            "Moreira",
            "Nascimento",
            "Oliveira",
            "Pereira",
            "Pinto",
            "Ramos",
            "Ribeiro",
            "Rocha",
            "Rodrigues",
            "Santos",
            "Silva",
            "Souza",
            "Teixeira",
            "Vieira");
    private static final List<String> GROUPS = List.of(
            "Família",
            "Condomínio",
            "Futebol de quinta",
            "Turma da escola",
            "Equipe de vendas",
            "Entregas",
            "Churrasco",
            "Pais do 3º ano",
            "Vizinhos da rua",
            "Plantão",
            "Fornecedores",
            "Trilha de domingo");
    private static final List<String> NOTES = List.of(
            "Pediu orçamento",
            "Prefere ser atendido à tarde",
            "Cliente desde 2019",
            "Aguarda segunda via do boleto",
            "Endereço novo, confirmar",
            "Ligar na segunda");
    private static final int[] AREAS = {11, 21, 27, 31, 41, 48, 51, 61, 62, 71, 81, 85, 91};

    private final Random random;
    private int drawn;

    People(Random random) {
        this.random = random;
    }

    SimulatedChat person() {
        String phone = number("55%d9%04d%04d", area(), random.nextInt(10_000));
        return SimulatedChat.of(phone, name()).pictured(random.nextInt(4) == 0 ? null : photo());
    }

    SimulatedChat group() {
        String id = number("120363%08d%04d-group", random.nextInt(100_000_000));
        return SimulatedChat.of(id, one(GROUPS) + " " + one(LAST)).pictured(photo());
    }

    SimulatedChat broadcastList() {
        return SimulatedChat.of(number("55%d9%04d%04d-broadcast", area(), random.nextInt(10_000)), "Lista de clientes");
    }

    SimulatedChat newsletter() {
        String id = number("120363%08d%04d@newsletter", random.nextInt(100_000_000));
        return SimulatedChat.of(id, "Notícias de " + one(LAST));
    }

    String name() {
        return one(FIRST) + " " + one(LAST);
    }

    String note() {
        return one(NOTES);
    }

    String photo() {
        return String.format(
                Locale.ROOT,
                "/v/t61.24694-24/%09d_%015d_%019d_n.jpg",
                random.nextInt(1_000_000_000),
                random.nextInt(Integer.MAX_VALUE),
                random.nextInt(Integer.MAX_VALUE));
    }

    private int area() {
        return AREAS[random.nextInt(AREAS.length)];
    }

    /** The last part counts, so that no two are alike. */
    private String number(String format, int first) {
        return String.format(Locale.ROOT, format, first, ++drawn);
    }

    private String number(String format, int first, int second) {
        return String.format(Locale.ROOT, format, first, second, ++drawn);
    }

    private String one(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }
}
