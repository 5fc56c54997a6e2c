using System.Text.Json.Serialization;

namespace TicketApi;

/// <summary>How tickets are read and rows written, made at build time.</summary>
[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(Ticket))]
[JsonSerializable(typeof(TriagedTicket))]
internal sealed partial class TicketJson : JsonSerializerContext;
