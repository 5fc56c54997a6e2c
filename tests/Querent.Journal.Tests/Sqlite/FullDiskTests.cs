using System.Diagnostics;
using Querent.Journal.Tests.Rows;
using Querent.Journal.Tests.Support;

namespace Querent.Journal.Tests.Sqlite;

public sealed class FullDiskTests
{
    private const int Rows = 3000;

    [Fact]
    public async Task A_full_disk_ends_the_run_with_what_to_do_and_with_room_it_goes_on()
    {
        await using World world = await World.CreateAsync();
        using SmallDisk disk = SmallDisk.Mount(kilobytes: 1536);
        string file = Path.Combine(disk.Folder, "run.journal");

        List<RowOutcome<Note>> given = [];
        var exception = await Assert.ThrowsAsync<JournalException>(() => RunAsync(world, file, given, TimeSpan.FromMilliseconds(200)));
        Assert.True(exception.IsTransient);
        Assert.Contains("full", exception.Message, StringComparison.Ordinal);
        Assert.InRange(given.Count, 1, Rows - 1);
        long before = world.Attempts;

        disk.Grow(kilobytes: 96 * 1024);
        List<RowOutcome<Note>> again = [];
        await RunAsync(world, file, again, TimeSpan.FromMinutes(1));

        Assert.Equal(Enumerable.Range(0, Rows), again.Select(outcome => outcome.ToRow().Id));
        Assert.All(again.Take(given.Count), outcome => Assert.True(outcome.IsRestored));
        Assert.True(world.Attempts - before <= 4 * (Rows - given.Count));
    }

    [Fact]
    public async Task A_disk_that_gets_room_in_time_is_waited_for()
    {
        await using World world = await World.CreateAsync();
        using SmallDisk disk = SmallDisk.Mount(kilobytes: 1536);
        List<RowOutcome<Note>> given = [];
        using var log = new WaitingLog();
        Task run = RunAsync(world, Path.Combine(disk.Folder, "run.journal"), given, TimeSpan.FromMinutes(5), log);
        await log.Waits.WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);

        disk.Grow(kilobytes: 96 * 1024);
        await run;

        Assert.Equal(Rows, given.Count);
        Assert.Equal(4 * Rows, world.Attempts);
    }

    private static async Task RunAsync(World world, string file, List<RowOutcome<Note>> given, TimeSpan maxWait, WaitingLog? log = null)
    {
        await using SqliteJournal journal = await SqliteJournal.OpenAsync(file, cancellationToken: TestContext.Current.CancellationToken);
        await using RowExecutor executor = world.CreateExecutor(options: log is null ? null : new() { LoggerFactory = log });
        await foreach (RowOutcome<Note> outcome in executor.RunAsync(World.Notes(Rows), new() { Journal = new(journal, "run") { MaxWait = maxWait } }, TestContext.Current.CancellationToken))
        {
            given.Add(outcome);
        }
    }

    /// <summary>A disk in memory of a size of its own: for whoever may mount one, which is root.</summary>
    private sealed class SmallDisk : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("disk");

        public string Folder => _folder.FullName;

        public static SmallDisk Mount(int kilobytes)
        {
            var disk = new SmallDisk();
            if (!OperatingSystem.IsLinux() || !Run("mount", "-t", "tmpfs", "-o", $"size={kilobytes}k", "tmpfs", disk.Folder))
            {
                disk._folder.Delete();
                Assert.Skip("No small disk can be mounted here: that takes root, on Linux.");
            }

            return disk;
        }

        public void Grow(int kilobytes) => Assert.True(Run("mount", "-o", $"remount,size={kilobytes}k", Folder));

        public void Dispose()
        {
            Run("umount", "--lazy", Folder);
            _folder.Delete();
        }

        private static bool Run(string command, params string[] arguments)
        {
            try
            {
                using Process process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
                process.WaitForExit();
                return process.ExitCode == 0;
            }
            catch (System.ComponentModel.Win32Exception)
            {
                return false;
            }
        }
    }
}
