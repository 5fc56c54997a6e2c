namespace Querent.Conformance;

/// <summary>A way to connect, which the suite is held to: a transport and how it is set up.</summary>
public interface ITransportUnderTest
{
    /// <summary>Creates the transport as its users would.</summary>
    static abstract ICompletionTransport Connect(TransportTarget target);

    /// <summary>Whether it sees a reply as it is on the wire, and not as another library understands it.</summary>
    static virtual bool SeesWholeReply => true;
}

/// <summary>What a transport is to connect to; its second address speaks HTTP/2 without TLS.</summary>
public sealed record TransportTarget(Uri Endpoint, Uri Http2Endpoint, string Deployment, string ApiKey);
