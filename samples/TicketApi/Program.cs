using Microsoft.AspNetCore.Http.HttpResults;
using Querent;
using Querent.Emulator;
using TicketApi;

WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
await using OpenAIEmulator? emulator = await Emulation.StartUnlessConfiguredAsync(builder.Configuration);

builder.Services.AddQuerent(builder.Configuration.GetSection("Querent"));
builder.Services.AddHealthChecks().AddQuerent();
builder.Services.AddProblemDetails().AddValidation();
builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, TicketJson.Default));

WebApplication app = builder.Build();
app.Services.GetRequiredService<RowExecutor>().Check<TriagedTicket>();
app.UseExceptionHandler().UseStatusCodePages();
app.MapGet("/", (HttpRequest request) =>
    $$"""
    Post a ticket, and get it back with its topic, its urgency and a draft of a reply:

    curl -s http://{{request.Host}}/tickets -H 'Content-Type: application/json' -d '{ "text": "My card was stolen." }'

    """);
app.MapPost("/tickets", AnswerAsync);
app.MapHealthChecks("/health");
await app.RunAsync();

static async Task<Results<Ok<TriagedTicket>, ProblemHttpResult>> AnswerAsync(
    Ticket ticket, RowExecutor executor, HttpResponse response, CancellationToken cancellationToken)
{
    try
    {
        RowOutcome<TriagedTicket> outcome = await executor.AskAsync<TriagedTicket, Ticket>(ticket, cancellationToken);
        return outcome.TryGetRow(out TriagedTicket? row, out RowFailure? failure)
            ? TypedResults.Ok(row)
            : Problems.Of(failure, response);
    }
    catch (ExecutorStoppedException)
    {
        return Problems.Stopping(response);
    }
}
