using System.Text.RegularExpressions;
using Gantry.Fleet.Errors;
using Gantry.Fleet.People;

namespace Gantry.Fleet.Ports;

/// <summary>Small dialogues with a device: write something, wait for a line. Each is a client of the share like any other.</summary>
public sealed class SerialCalls(PortService ports, TimeProvider time)
{
    /// <summary>The longest wait, in seconds.</summary>
    public const double LongestWait = 120;

    /// <summary>A device that does not take what is written is not waited for longer.</summary>
    internal TimeSpan WriteLimit { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Who wants more than this uses the port itself, bytes.</summary>
    private const int MostHeard = 256 * 1024;

    private const int LongestPattern = 500;

    /// <summary>Writes, and waits for an answer if one is expected.</summary>
    /// <param name="caller">Who.</param>
    /// <param name="number">The port.</param>
    /// <param name="data">What to write.</param>
    /// <param name="expect">A regular expression that a line fits; null: nothing is waited for.</param>
    /// <param name="wait">How long to wait.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="FleetException">
    /// The caller may not, somebody else writes, the device does not take it, or the expression is none.
    /// </exception>
    public async Task<SerialAnswer> WriteAsync(
        Caller caller,
        int number,
        ReadOnlyMemory<byte> data,
        string? expect,
        TimeSpan wait,
        CancellationToken cancellationToken
    )
    {
        Regex? pattern = expect is null ? null : Parse(expect);
        PortView before = ports.Get(caller, number);
        if (before.Share?.Holder is { } holder)
            throw new FleetException(FleetError.Conflict, $"{before.Name} is in use by {holder.Address}.");
        using PortConnection connection = await ports.ConnectAsync(caller, number, watch: false, cancellationToken);
        await WriteAsync(connection, data, before.Name, cancellationToken);
        // The share lets go of a client that ended its sending when all of it is with the device.
        if (pattern is null)
            connection.EndSending();
        return await ListenAsync(connection, pattern, wait, cancellationToken);
    }

    /// <summary>Listens beside whoever writes, until a line fits or the time is over.</summary>
    /// <exception cref="FleetException">The caller may not, or the expression is none.</exception>
    public async Task<SerialAnswer> MonitorAsync(
        Caller caller,
        int number,
        string? pattern,
        TimeSpan wait,
        CancellationToken cancellationToken
    )
    {
        Regex? wanted = pattern is null ? null : Parse(pattern);
        using PortConnection connection = await ports.ConnectAsync(caller, number, watch: true, cancellationToken);
        return await ListenAsync(connection, wanted, wait, cancellationToken);
    }

    private async Task WriteAsync(
        PortConnection connection,
        ReadOnlyMemory<byte> data,
        string name,
        CancellationToken cancellationToken
    )
    {
        using var limit = new CancellationTokenSource(WriteLimit, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await connection.Stream.WriteAsync(data, stop.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new FleetException(
                FleetError.Conflict,
                $"{name} did not take all of it within {WriteLimit.TotalSeconds:0} s: the device reads nothing, or slowly."
            );
        }
        catch (IOException e)
        {
            throw new FleetException(FleetError.Conflict, $"{name} closed the connection: {e.Message}", e);
        }
    }

    private async Task<SerialAnswer> ListenAsync(
        PortConnection connection,
        Regex? wanted,
        TimeSpan wait,
        CancellationToken cancellationToken
    )
    {
        using var limit = new CancellationTokenSource(wait, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var heard = new HeardText(wanted);
        byte[] buffer = new byte[4096];
        try
        {
            while (heard.Length < MostHeard)
            {
                int count = await connection.Stream.ReadAsync(buffer, stop.Token);
                if (count == 0)
                    break;
                if (heard.Add(buffer.AsSpan(0, count)) is { } line)
                    return new SerialAnswer(true, line, heard.ToLines());
            }
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            // The time is over; what was heard counts.
        }
        catch (IOException)
        {
            // The share closed the connection; what was heard counts.
        }
        return new SerialAnswer(false, null, heard.ToLines());
    }

    private static Regex Parse(string pattern)
    {
        try
        {
            if (pattern.Length <= LongestPattern)
                return new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw FleetException.Invalid("pattern", $"'{pattern}' is no regular expression: {e.Message}");
        }
        throw FleetException.Invalid("pattern", $"A pattern has at most {LongestPattern} characters.");
    }
}
