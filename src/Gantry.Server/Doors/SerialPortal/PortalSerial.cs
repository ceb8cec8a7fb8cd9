using System.Text;
using Gantry.Fleet.Errors;
using Gantry.Fleet.Ports;
using Gantry.Server.Http;
using Gantry.Sharing.Traffic;

namespace Gantry.Server.Doors.SerialPortal;

/// <summary>The portal's small dialogues with a device.</summary>
internal static class PortalSerial
{
    private const double UsualWait = 5;

    /// <summary>For a write without an answer: what the device says at once is told, too.</summary>
    private static readonly TimeSpan ShortWait = TimeSpan.FromMilliseconds(300);

    public static async Task<IResult> WriteAsync(HttpContext http, PortalShares shares, SerialCalls calls)
    {
        PortalDialogue wish = await PortalBodies.ReadAsync(http, PortalJson.Default.PortalDialogue);
        byte[] data = Encoding.UTF8.GetBytes((wish.Data ?? "") + (wish.Newline != false ? "\n" : ""));
        TimeSpan wait = wish.Expect is null ? ShortWait : WaitOf(wish);
        return await TellAsync(
            http,
            () =>
                calls.WriteAsync(
                    http.Caller(),
                    NumberOf(shares, wish.Slot),
                    data,
                    wish.Expect,
                    wait,
                    http.RequestAborted
                ),
            mustMatch: wish.Expect is not null
        );
    }

    public static async Task<IResult> MonitorAsync(HttpContext http, PortalShares shares, SerialCalls calls)
    {
        PortalDialogue wish = await PortalBodies.ReadAsync(http, PortalJson.Default.PortalDialogue);
        return await TellAsync(
            http,
            () =>
                calls.MonitorAsync(
                    http.Caller(),
                    NumberOf(shares, wish.Slot),
                    wish.Pattern,
                    WaitOf(wish),
                    http.RequestAborted
                ),
            mustMatch: wish.Pattern is not null
        );
    }

    public static async Task<IResult> ResetAsync(HttpContext http, PortalShares shares, PortService ports)
    {
        PortalDialogue wish = await PortalBodies.ReadAsync(http, PortalJson.Default.PortalDialogue);
        try
        {
            PortView port = await ports.ResetAsync(http.Caller(), NumberOf(shares, wish.Slot), http.RequestAborted);
            return Answer(new PortalResult(true) { Message = $"Reset {port.Device}" });
        }
        catch (FleetException e) when (IsAnswer(e))
        {
            return Answer(new PortalResult(false) { Error = e.Message });
        }
    }

    /// <summary>The last lines of what passed, out of the port's log.</summary>
    public static async Task<IResult> OutputAsync(
        HttpContext http,
        PortalShares shares,
        PortService ports,
        string? slot,
        int? lines
    )
    {
        try
        {
            int number = NumberOf(shares, slot);
            if (ports.Logs.List(http.Caller(), number) is not [TrafficFile log, ..])
                return Answer(
                    new PortalResult(false) { Error = "Nothing was logged. Switch the traffic log on in the settings." }
                );
            TrafficTail tail = await ports.Logs.TailAsync(http.Caller(), log.Name, lines ?? 100, http.RequestAborted);
            return Answer(
                new PortalResult(true) { Lines = tail.Content.Split('\n', StringSplitOptions.RemoveEmptyEntries) }
            );
        }
        catch (FleetException e) when (IsAnswer(e))
        {
            return Answer(new PortalResult(false) { Error = e.Message });
        }
    }

    private static async Task<IResult> TellAsync(HttpContext http, Func<Task<SerialAnswer>> ask, bool mustMatch)
    {
        try
        {
            SerialAnswer answer = await ask();
            return Answer(
                new PortalResult(!mustMatch || answer.Matched)
                {
                    Matched = mustMatch ? answer.Matched : null,
                    Line = answer.Line,
                    Lines = answer.Lines,
                    Error = mustMatch && !answer.Matched ? "Timeout" : null,
                }
            );
        }
        catch (FleetException e) when (IsAnswer(e))
        {
            return Answer(new PortalResult(false) { Error = e.Message });
        }
    }

    private static IResult Answer(PortalResult result) => Results.Json(result, PortalJson.Default.PortalResult);

    private static bool IsAnswer(FleetException e) => e.Error is not (FleetError.SignInNeeded or FleetError.NotAllowed);

    private static TimeSpan WaitOf(PortalDialogue wish) =>
        TimeSpan.FromSeconds(Math.Clamp(wish.Timeout ?? UsualWait, 0.1, SerialCalls.LongestWait));

    private static int NumberOf(PortalShares shares, string? slot) =>
        slot is not { Length: > 0 }
            ? throw FleetException.Invalid("slot", "Missing slot")
            : shares.Find(slot)?.Number ?? throw new FleetException(FleetError.NotFound, $"No device '{slot}'");
}
