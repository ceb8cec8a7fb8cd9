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
        return await AnswerAsync(async () =>
        {
            PortView port = await ports.ResetAsync(http.Caller(), NumberOf(shares, wish.Slot), http.RequestAborted);
            return new PortalResult(true) { Message = $"Reset {port.Device}" };
        });
    }

    /// <summary>The last lines of what passed, out of the port's log.</summary>
    public static Task<IResult> OutputAsync(
        HttpContext http,
        PortalShares shares,
        PortService ports,
        string? slot,
        int? lines
    ) =>
        AnswerAsync(async () =>
        {
            int number = NumberOf(shares, slot);
            if (ports.Logs.List(http.Caller(), number) is not [TrafficFile log, ..])
                return new PortalResult(false)
                {
                    Error = "Nothing was logged. Switch the traffic log on in the settings.",
                };
            TrafficTail tail = await ports.Logs.TailAsync(http.Caller(), log.Name, lines ?? 100, http.RequestAborted);
            return new PortalResult(true) { Lines = tail.Content.Split('\n', StringSplitOptions.RemoveEmptyEntries) };
        });

    private static Task<IResult> TellAsync(Func<Task<SerialAnswer>> ask, bool mustMatch) =>
        AnswerAsync(async () =>
        {
            SerialAnswer answer = await ask();
            return new PortalResult(!mustMatch || answer.Matched)
            {
                Matched = mustMatch ? answer.Matched : null,
                Line = answer.Line,
                Lines = answer.Lines,
                Error = mustMatch && !answer.Matched ? "Timeout" : null,
            };
        });

    /// <summary>What was refused is an answer here, too; only who may not is told so by the status.</summary>
    private static async Task<IResult> AnswerAsync(Func<Task<PortalResult>> what)
    {
        PortalResult result;
        try
        {
            result = await what();
        }
        catch (FleetException e) when (e.Error is not (FleetError.SignInNeeded or FleetError.NotAllowed))
        {
            result = new PortalResult(false) { Error = e.Message };
        }
        return Results.Json(result, PortalJson.Default.PortalResult);
    }

    private static TimeSpan WaitOf(PortalDialogue wish) =>
        TimeSpan.FromSeconds(Math.Clamp(wish.Timeout ?? UsualWait, 0.1, SerialCalls.LongestWait));

    private static int NumberOf(PortalShares shares, string? slot) =>
        slot is not { Length: > 0 }
            ? throw FleetException.Invalid("slot", "Missing slot")
            : shares.Find(slot)?.Number ?? throw new FleetException(FleetError.NotFound, $"No device '{slot}'");
}
