using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Querent.Emulator;

namespace Querent.Hosting.Tests;

public sealed class AnswerStoreTests
{
    [Fact]
    public async Task An_executor_takes_answers_from_the_store_that_a_service_makes()
    {
        await using OpenAIEmulator emulator = await TestHost.StartEmulatorAsync();
        var store = new Store();

        Assert.False((await AskAsync()).Queries[0].IsStored);
        Assert.True((await AskAsync()).Queries[0].IsStored);
        Assert.Equal(1, emulator.GetCounters().Attempts);

        async Task<RowOutcome<Note>> AskAsync()
        {
            HostApplicationBuilder builder = TestHost.Create(TestHost.Settings(emulator));
            builder.Services.AddSingleton<IAnswerStore>(store);
            builder.AddQuerent().UseAnswerStore(services => new(services.GetRequiredService<IAnswerStore>()) { IncludeSampled = true });
            using IHost host = builder.Build();
            return await host.AskAsync();
        }
    }

    [Fact]
    public void A_second_store_is_refused_when_it_is_registered()
    {
        HostApplicationBuilder builder = TestHost.Create();
        QuerentBuilder querent = builder.AddQuerent().UseAnswerStore(_ => new(new Store()));

        Assert.Contains("UseAnswerStore once", Assert.Throws<InvalidOperationException>(() => querent.UseAnswerStore(_ => new(new Store()))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_function_that_makes_no_store_is_named()
    {
        await using OpenAIEmulator emulator = await TestHost.StartEmulatorAsync();
        HostApplicationBuilder builder = TestHost.Create(TestHost.Settings(emulator));
        builder.AddQuerent().UseAnswerStore(_ => null!);
        using IHost host = builder.Build();

        Assert.Contains("UseAnswerStore", Assert.Throws<InvalidOperationException>(host.Executor).Message, StringComparison.Ordinal);
    }

    private sealed class Store : IAnswerStore
    {
        private readonly ConcurrentDictionary<string, StoredAnswer> _answers = new();

        public ValueTask<StoredAnswer?> FindAsync(ReadOnlyMemory<byte> fingerprint, DateTimeOffset? answeredSince, CancellationToken cancellationToken)
            => new(_answers.GetValueOrDefault(Convert.ToHexString(fingerprint.Span)));

        public ValueTask KeepAsync(ReadOnlyMemory<byte> fingerprint, StoredAnswer answer, TimeSpan? maxAge, CancellationToken cancellationToken)
        {
            _answers[Convert.ToHexString(fingerprint.Span)] = answer;
            return ValueTask.CompletedTask;
        }
    }
}
