-- Whether the operator had the event delivered again, which the plugin is told when its chat has been quiet.
ALTER TABLE postponed ADD COLUMN replay INTEGER NOT NULL DEFAULT 0;
