using Querent.Benchmarks.Limits.Rivals;
using Querent.Limits.Tests.Simulation;

namespace Querent.Benchmarks.Limits.Quota;

/// <summary>A rival's world in simulated time; all of it runs on the simulation's one thread.</summary>
internal sealed class SimulatedWorld(SimulatedClock clock, SimulatedServer server, QuotaTrace trace) : IRivalWorld
{
    public async Task<bool> SendAsync(int query)
    {
        double arrived = clock.Now;
        SimulatedReply reply = server.Arrive(arrived);
        await WaitAsync(reply.Seconds);
        if (reply.IsServed)
        {
            server.Leave(clock.Now);
            trace.Served(arrived);
        }
        else
        {
            trace.Refused(arrived);
        }

        return reply.IsServed;
    }

    public Task WaitAsync(double seconds)
    {
        var over = new TaskCompletionSource();   // goes on within the simulation's own step
        clock.After(seconds, over.SetResult);
        return over.Task;
    }
}
