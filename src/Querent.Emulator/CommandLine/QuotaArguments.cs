namespace Querent.Emulator;

/// <summary>The options of a quota.</summary>
internal sealed class QuotaArguments
{
    public const string Help =
        """
          --requests-per-minute N  requests a minute (any number)
          --tokens-per-minute N    tokens a minute, charged on arrival (any number)
          --reduced-tokens N       a temporary cut of the tokens a minute (none)
          --request-window S       the seconds of a window in which requests are counted, from 0.1 to 60 (1)
          --token-window S         the seconds of a window in which tokens are counted, from 0.1 to 60 (60)
          --quota-refill WHEN      borders: at the windows' borders; continuous: all the time (borders)
          --output-tokens N        what a request that caps no answer is charged for it (1024)
          --settle-tokens WHICH    whether real tokens replace the charge: yes or no (no)
          --failed-calls COST      what a failed call costs: full, refusals (those without a request left too) or none (full)
          --taken-by-others SHARE  the share that clients out of sight take, from 0 to below 1 (0)
          --quota-headers NAME=IS  an x-ratelimit header, such as remaining-tokens, is exact, missing, zero or minus-one, may be
                                   repeated; all=IS sets every one (all=exact)
          --reset-form FORM        x-ratelimit-reset-*: duration (1.5s) or seconds (2) (duration)
          --retry-after-factor F   what a 429's exact time is multiplied by (1)
          --quota-change S=FACTOR  multiplies the quota by this after so many seconds, may be repeated
          --capacity N             requests served side by side (any number)
          --overflow WHAT          of requests beyond: refuse (429) or slow (refuse)

        """;

    private static readonly (string Name, QuotaHeader Is)[] HeaderForms =
        [("exact", QuotaHeader.Exact), ("missing", QuotaHeader.Missing), ("zero", QuotaHeader.Zero), ("minus-one", QuotaHeader.MinusOne)];

    private readonly List<QuotaChange> _changes = [];
    private EmulatorQuota _quota = new();
    private int? _capacity;
    private CapacityOverflow? _overflow;
    private string? _needsLimit;

    /// <summary>Reads an option's value, if it is one of a quota.</summary>
    public bool TryRead(string name, ArgumentValues values)
    {
        const int Most = (int)QuotaRules.MostPerMinute;
        switch (name)
        {
            case "--requests-per-minute":
                _quota = _quota with { RequestsPerMinute = values.Integer(1, Most) };
                return true;
            case "--tokens-per-minute":
                _quota = _quota with { TokensPerMinute = values.Integer(1, Most) };
                return true;
            case "--capacity":
                _capacity = values.Integer(1, int.MaxValue);
                return true;
            case "--overflow":
                _overflow = values.OneOf(("refuse", CapacityOverflow.Refuse), ("slow", CapacityOverflow.Slow));
                return true;
        }

        if (Detail(name, values) is not EmulatorQuota quota)
        {
            return false;
        }

        _quota = quota;
        _needsLimit ??= name;
        return true;
    }

    /// <summary>The quota that the options describe; null when they name no limit.</summary>
    /// <exception cref="FormatException">They do not fit together.</exception>
    public EmulatorQuota? Make(double? retryAfter, RetryAfterForm form)
    {
        if (_overflow is not null && _capacity is null)
        {
            throw new FormatException("--overflow says what becomes of requests beyond --capacity, which must be given.");
        }

        if (_quota.ReducedTokensPerMinute is not null && _quota.TokensPerMinute is null)
        {
            throw new FormatException("--reduced-tokens cuts --tokens-per-minute, which must be given.");
        }

        if (_quota.RequestsPerMinute is null && _quota.TokensPerMinute is null && _capacity is null)
        {
            return _needsLimit is null
                ? null
                : throw new FormatException($"{_needsLimit} is about a quota: give --requests-per-minute, --tokens-per-minute or --capacity.");
        }

        return _quota with
        {
            Changes = _changes,
            Capacity = _capacity is int concurrency ? new EmulatorCapacity(concurrency) { Overflow = _overflow ?? CapacityOverflow.Refuse } : null,
            RetryAfter = retryAfter is double seconds ? TimeSpan.FromSeconds(seconds) : null,
            RetryAfterForm = form,
        };
    }

    private EmulatorQuota? Detail(string name, ArgumentValues values)
    {
        switch (name)
        {
            case "--reduced-tokens":
                return _quota with { ReducedTokensPerMinute = values.Integer(1, (int)QuotaRules.MostPerMinute) };
            case "--request-window":
                return _quota with { RequestWindow = TimeSpan.FromSeconds(values.Number(0.1, 60)) };
            case "--token-window":
                return _quota with { TokenWindow = TimeSpan.FromSeconds(values.Number(0.1, 60)) };
            case "--quota-refill":
                return _quota with { Refill = values.OneOf(("borders", QuotaRefill.AtBorders), ("continuous", QuotaRefill.Continuous)) };
            case "--output-tokens":
                return _quota with { DefaultOutputTokens = values.Integer(0, int.MaxValue) };
            case "--settle-tokens":
                return _quota with { SettleTokens = values.OneOf(("yes", true), ("no", false)) };
            case "--failed-calls":
                return _quota with
                {
                    FailedCalls = values.OneOf(
                        ("full", FailedCallCharge.Full), ("refusals", FailedCallCharge.FullAndRefusals), ("none", FailedCallCharge.None)),
                };
            case "--taken-by-others":
                return _quota with { TakenByOthers = values.Number(0, 0.999_999) };
            case "--quota-headers":
                return _quota with { Headers = HeadersAfter(values.Text(), values) };
            case "--reset-form":
                return _quota with { Headers = _quota.Headers with { ResetInSeconds = values.OneOf(("duration", false), ("seconds", true)) } };
            case "--retry-after-factor":
                return _quota with { RetryAfterFactor = values.Number(0, 999_999) };
            case "--quota-change":
                _changes.Add(values.Change());
                return _quota;
            default:
                return null;
        }
    }

    private QuotaHeaders HeadersAfter(string text, ArgumentValues values)
    {
        string[] parts = text.Split('=');
        QuotaHeader? form = parts.Length == 2 ? HeaderForms.Where(form => form.Name == parts[1]).Select(form => (QuotaHeader?)form.Is).FirstOrDefault() : null;
        QuotaHeaders headers = _quota.Headers;
        return (parts[0], form) switch
        {
            ("all", QuotaHeader all) => new QuotaHeaders
            {
                LimitRequests = all,
                RemainingRequests = all,
                ResetRequests = all,
                LimitTokens = all,
                RemainingTokens = all,
                ResetTokens = all,
                ResetInSeconds = headers.ResetInSeconds,
            },
            ("limit-requests", QuotaHeader one) => headers with { LimitRequests = one },
            ("remaining-requests", QuotaHeader one) => headers with { RemainingRequests = one },
            ("reset-requests", QuotaHeader one) => headers with { ResetRequests = one },
            ("limit-tokens", QuotaHeader one) => headers with { LimitTokens = one },
            ("remaining-tokens", QuotaHeader one) => headers with { RemainingTokens = one },
            ("reset-tokens", QuotaHeader one) => headers with { ResetTokens = one },
            _ => throw values.Bad(text, "NAME=IS with a name and a form that --help lists"),
        };
    }
}
