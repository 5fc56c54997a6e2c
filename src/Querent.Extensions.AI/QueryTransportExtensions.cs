using Microsoft.Extensions.AI;

namespace Querent;

/// <summary>Makes a transport of a chat client.</summary>
public static class QueryTransportExtensions
{
    /// <summary>Lets an executor ask through this client: <c>new RowExecutor(client.AsQueryTransport())</c>.</summary>
    /// <param name="client">The client, which stays open unless the options say otherwise.</param>
    /// <param name="options">What to add to each request, and how to read the reply; the defaults when null.</param>
    /// <exception cref="ArgumentException">An option is wrong; the message says which.</exception>
    public static ChatClientTransport AsQueryTransport(this IChatClient client, ChatClientTransportOptions? options = null) => new(client, options);
}
