/** What requests cost the database: how many statements, by which plans, whatever the amount of data. */
@NullMarked
package com.numeneon.api.statements;

import org.jspecify.annotations.NullMarked;
