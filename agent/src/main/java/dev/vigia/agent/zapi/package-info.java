/** All HTTP and JSON of Z-API. Nobody else sees types of OkHttp or Moshi. */
@NullMarked
package dev.vigia.agent.zapi;

import org.jspecify.annotations.NullMarked;
