// The pages work without this script; it makes them quicker.
import { asof } from "./asof";
import { copy } from "./copy";
import { live } from "./live";
import { reading } from "./reading";

live();
reading();
copy();
asof();
