using System.Collections.Concurrent;

namespace Querent.Emulator;

/// <summary>Every deployment's quota, by name, on one clock.</summary>
internal sealed class QuotaBook
{
    private readonly TimeProvider _clock;
    private readonly long _start;
    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<string, DeploymentQuota> _byDeployment = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, EmulatorQuota?> _own = new(StringComparer.OrdinalIgnoreCase);
    private EmulatorQuota? _shared;
    private TimeSpan _sharedSince;

    /// <exception cref="ArgumentException">A quota makes no sense.</exception>
    public QuotaBook(EmulatorQuota? shared, IReadOnlyDictionary<string, EmulatorQuota> own, TimeProvider clock)
    {
        _clock = clock;
        _start = clock.GetTimestamp();
        Set(shared, null);
        foreach ((string deployment, EmulatorQuota quota) in own)
        {
            Set(quota, deployment);
        }
    }

    /// <summary>The time since the start.</summary>
    public TimeSpan Now => _clock.GetElapsedTime(_start);

    /// <summary>A deployment's quota; null when it has none. Counted from the start, or from the last <see cref="Set"/>.</summary>
    public DeploymentQuota? Find(string deployment)
    {
        if (_byDeployment.TryGetValue(deployment, out DeploymentQuota? found))
        {
            return found;
        }

        if (Volatile.Read(ref _shared) is null)
        {
            return null;
        }

        lock (_lock)
        {
            bool hasOwn = _own.TryGetValue(deployment, out EmulatorQuota? own);
            EmulatorQuota? quota = hasOwn ? own : _shared;
            return quota is null ? null : _byDeployment.GetOrAdd(deployment, new DeploymentQuota(quota, _sharedSince));
        }
    }

    /// <summary>Puts a quota in force for a deployment, or for all that have none of their own.</summary>
    public void Set(EmulatorQuota? quota, string? deployment)
    {
        if (quota is not null)
        {
            QuotaRules.Check(quota);
        }

        lock (_lock)
        {
            if (deployment is not null)
            {
                _own[deployment] = quota;
                Put(quota, deployment);
                return;
            }

            _sharedSince = Now;
            Volatile.Write(ref _shared, quota);
            foreach (string name in _byDeployment.Keys.Where(name => !_own.ContainsKey(name)))
            {
                Put(quota, name);
            }
        }
    }

    private void Put(EmulatorQuota? quota, string deployment)
    {
        if (quota is null)
        {
            _byDeployment.TryRemove(deployment, out _);
        }
        else if (_byDeployment.TryGetValue(deployment, out DeploymentQuota? present))
        {
            present.Change(quota, Now);
        }
        else
        {
            _byDeployment[deployment] = new DeploymentQuota(quota, Now);
        }
    }
}
