using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Querent;

/// <summary>Logs what the provider gives notice of: each kind from each source once an executor, since it comes with every reply.</summary>
internal sealed class NoticeLog(ILogger logger)
{
    private readonly ConcurrentDictionary<(ProviderNoticeKind Kind, string Source), bool> _told = new();

    public void TellOf(CompletionResult result)
    {
        foreach (ProviderNotice notice in result.Notices)
        {
            if (_told.Count < MaxTold && _told.TryAdd((notice.Kind, notice.Source), true))
            {
                ExecutorLog.ProviderNotice(logger, notice.Kind, notice.Source, notice.Date, notice.Link, result.Reply is { } reply ? reply.RequestId : result.Error?.RequestId);
            }
        }
    }

    // A transport of the caller's may name its sources as it likes.
    private const int MaxTold = 32;
}
