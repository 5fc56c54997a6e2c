using System.Net.Sockets;
using Npgsql;

namespace Querent.Journal.PostgreSql.Tests;

/// <summary>Errors that may pass are waited for, others are not.</summary>
public sealed class FaultTests
{
    [Theory]
    [InlineData("08000")]
    [InlineData("08006")]
    [InlineData("25006")]
    [InlineData("40001")]
    [InlineData("40P01")]
    [InlineData("53000")]
    [InlineData("53100")]
    [InlineData("53200")]
    [InlineData("53300")]
    [InlineData("55P03")]
    [InlineData("57014")]
    [InlineData("57P01")]
    [InlineData("57P02")]
    [InlineData("57P03")]
    [InlineData("58030")]
    public void An_error_that_may_pass_is_waited_for(string state) => Assert.True(Of(Error(state)).IsTransient);

    [Theory]
    [InlineData("22P05")]
    [InlineData("23505")]
    [InlineData("28000")]
    [InlineData("28P01")]
    [InlineData("3D000")]
    [InlineData("3F000")]
    [InlineData("42501")]
    [InlineData("42P01")]
    [InlineData("42601")]
    [InlineData("57P04")]
    [InlineData("XX001")]
    public void An_error_that_stays_is_told_at_once(string state) => Assert.False(Of(Error(state)).IsTransient);

    [Fact]
    public void A_connection_that_was_cut_is_waited_for()
    {
        Exception[] cuts =
        [
            new NpgsqlException("x", new SocketException((int)SocketError.ConnectionReset)),
            new NpgsqlException("x", new IOException()),
            new NpgsqlException("x", new TimeoutException()),
            new TimeoutException(),
            new NpgsqlException("x", new AggregateException(new SocketException((int)SocketError.ConnectionRefused))),
        ];

        Assert.All(cuts, cut => Assert.True(Of(cut).IsTransient));
    }

    [Fact]
    public void What_no_waiting_mends_is_told_at_once()
    {
        Exception[] faults = [new NpgsqlException("x"), new NpgsqlException("x", new System.Security.Authentication.AuthenticationException()), new InvalidOperationException(), new ObjectDisposedException("x")];

        Assert.All(faults, fault => Assert.False(Of(fault).IsTransient));
    }

    [Fact]
    public void What_the_server_says_of_values_is_not_repeated()
    {
        JournalException fault = Of(new PostgresException("invalid input: canary", "ERROR", "ERROR", "22P02", detail: "canary"));

        Assert.DoesNotContain("canary", fault.Message, StringComparison.Ordinal);
        Assert.Contains("22P02", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fault_of_the_journals_own_stays_as_it_is()
    {
        var fault = new JournalException("x");

        Assert.Same(fault, Of(fault));
    }

    private static JournalException Of(Exception exception) => PostgreSqlFault.Of(exception, "schema 'x'");

    private static PostgresException Error(string state) => new("message", "ERROR", "ERROR", state);
}
