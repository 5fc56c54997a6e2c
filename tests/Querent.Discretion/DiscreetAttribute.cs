using System.Reflection;
using Xunit.v3;

[assembly: Querent.Discretion.Discreet]

namespace Querent.Discretion;

/// <summary>Fails a test in whose time a canary was found: tests run side by side, so it may be another's.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
internal sealed class DiscreetAttribute : BeforeAfterTestAttribute
{
    public override void After(MethodInfo methodUnderTest, IXunitTest test)
    {
        if (DiscretionWatch.Suite.TakeLeaks() is [var leak, ..])
        {
            Assert.Fail(leak);   // an assertion's own exception is not looked at again
        }
    }
}
