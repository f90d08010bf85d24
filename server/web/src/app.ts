// The pages work without this script; it makes them quicker.
import { asof } from "./asof";
import { copy } from "./copy";
import { live } from "./live";
import { map } from "./map";
import { reading } from "./reading";
import { table } from "./table";

live();
reading();
copy();
asof();
table();
map();
