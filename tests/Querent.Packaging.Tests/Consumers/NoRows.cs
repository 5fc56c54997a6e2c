// A program that needs nothing of the generator: what the compiler check is tried on.
using Querent;

Console.WriteLine(typeof(RowExecutor).FullName);
