// The one thing of Node that is used; its own types would be a package of 2 MB.
declare const process: { argv: string[] };
