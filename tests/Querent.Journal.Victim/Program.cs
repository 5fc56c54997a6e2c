using System.CommandLine;
using System.Globalization;

namespace Querent.Journal.Victim;

internal static class Program
{
    private static readonly Option<string> Store = new("--store") { Description = "sqlite or postgresql.", DefaultValueFactory = _ => Stores.Sqlite };
    private static readonly Option<string?> Server = new("--server") { Description = "The PostgreSQL server's connection string; one is started without." };
    private static readonly Option<int> Rows = new("--rows") { Description = "Rows of four queries in a run.", DefaultValueFactory = _ => 2000 };

    private static Task<int> Main(string[] args)
        => new RootCommand("Runs errands with a journal, and kills the process that runs them.") { CreateRun(), CreateKills() }.Parse(args).InvokeAsync();

    private static Command CreateRun()
    {
        var endpoint = new Option<string>("--endpoint") { Required = true };
        var journal = new Option<string>("--journal") { Required = true };
        var output = new Option<string>("--output") { Required = true };
        var concurrency = new Option<int>("--concurrency") { DefaultValueFactory = _ => KillTrial.Concurrency };
        var command = new Command("run", "One process of a run: begins it, or goes on with it.") { endpoint, Store, Server, journal, output, Rows, concurrency };
        command.SetAction(async (options, cancellationToken) =>
        {
            await using IJournal opened = await Stores.OpenAsync(options.GetRequiredValue(Store), options.GetRequiredValue(journal), options.GetValue(Server));
            await ErrandRun.RunAsync(new Uri(options.GetRequiredValue(endpoint)), opened, options.GetRequiredValue(output), options.GetValue(Rows), options.GetValue(concurrency), cancellationToken);
            return 0;
        });
        return command;
    }

    private static Command CreateKills()
    {
        var times = new Option<int>("--times") { Description = "How often a process is killed.", DefaultValueFactory = _ => 200 };
        var seed = new Option<int>("--seed") { Description = "Of the instants.", DefaultValueFactory = _ => 1 };
        var command = new Command("kills", "Kills processes at random instants, starts them again, and looks at what they leave. Exit code 1 when anything is wrong.") { times, seed, Store, Server, Rows };
        command.SetAction(async (options, cancellationToken) =>
        {
            string store = options.GetRequiredValue(Store);
            await using Stores journals = await Stores.CreateAsync(store, options.GetValue(Server));
            var trial = new KillTrial(store, journals, options.GetValue(Rows), options.GetValue(seed));
            KillResult result = await trial.RunAsync(options.GetValue(times), Console.Error.WriteLine, cancellationToken);
            result.Faults.ToList().ForEach(Console.WriteLine);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{result.Kills} kills over {result.Runs} runs of {options.GetValue(Rows)} rows × 4 with {KillTrial.Concurrency} in flight: {result.AskedAgain} prompts asked again, at most {result.AskedAgainAtMost:0.0} a kill; {result.Faults.Count} faults."));
            return result.Faults.Count == 0 ? 0 : 1;
        });
        return command;
    }
}
