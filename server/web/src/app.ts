// The pages work without this script; it makes them quicker.
import { live } from "./live";

live();
