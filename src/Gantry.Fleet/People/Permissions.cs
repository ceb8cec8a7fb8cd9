using Gantry.Fleet.Cluster;
using Gantry.Fleet.Errors;
using Gantry.Fleet.Jobs;
using Gantry.Storage.History;
using Gantry.Storage.Jobs;
using Gantry.Storage.Library;

namespace Gantry.Fleet.People;

/// <summary>
/// Who may do what: the only place where that is decided. Every door asks here, and none has a rule of its own.
/// </summary>
public static class Permissions
{
    private static readonly HashSet<Right> Viewer = new[]
    {
        Right.FleetRead,
        Right.LibraryRead,
        Right.HistoryRead,
    }.ToHashSet();

    private static readonly HashSet<Right> Member = Viewer.Union([Right.QueueSubmit, Right.LibraryWrite]).ToHashSet();

    private static readonly HashSet<Right> Operator = Member
        .Union([
            Right.PrintersControl,
            Right.QueueManage,
            Right.JobsApprove,
            Right.LibraryManage,
            Right.HistoryManage,
            Right.PortsRead,
            Right.TerminalUse,
        ])
        .ToHashSet();

    private static readonly HashSet<Right> Administrator = Enum.GetValues<Right>().ToHashSet();

    /// <summary>What a role may do.</summary>
    public static IReadOnlySet<Right> Of(Role role) =>
        role switch
        {
            Role.Administrator => Administrator,
            Role.Operator => Operator,
            Role.Member => Member,
            _ => Viewer,
        };

    /// <summary>Whether somebody may do something at all.</summary>
    public static bool May(this Caller caller, Right right) => caller.Rights.Contains(right);

    /// <summary>Whether somebody may do something to a printer.</summary>
    public static bool May(this Caller caller, Right right, long printerId) =>
        caller.May(right) && caller.MayUsePrinter(printerId);

    /// <summary>Whether a printer is among those that a key is for.</summary>
    public static bool MayUsePrinter(this Caller caller, long printerId) =>
        caller.PrinterIds?.Contains(printerId) ?? true;

    /// <summary>Whether somebody may change, hold or cancel a job: their own, or with the right to the queue anybody's.</summary>
    public static bool MayControl(this Caller caller, Job job) =>
        (caller.May(Right.QueueManage) || (caller.May(Right.QueueSubmit) && caller.Owns(job.OwnerId)))
        && caller.MayRoute(job);

    /// <summary>Whether a job goes to no other printers than those that a key is for: it must name them, or one.</summary>
    public static bool MayRoute(this Caller caller, Job job) =>
        caller.PrinterIds is null || JobPrinters.NamedBy(job)?.All(caller.MayUsePrinter) == true;

    /// <summary>Refuses a job that goes to other printers than those that a key is for.</summary>
    /// <exception cref="FleetException">It does.</exception>
    public static void DemandRoute(this Caller caller, Job job) =>
        caller.Demand(caller.MayRoute(job), "The key is for certain printers.");

    /// <summary>
    /// Whether somebody may see, and hear of, what is about some printers: with a key for certain ones, when one of those is among
    /// them.
    /// </summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="printers">The printers; null: all of them.</param>
    public static bool MaySeeAnyOf(this Caller caller, IReadOnlySet<long>? printers) =>
        caller.PrinterIds is null || printers is null || printers.Overlaps(caller.PrinterIds);

    /// <summary>Refuses a key for certain printers what touches the whole fleet.</summary>
    /// <exception cref="FleetException">It is one.</exception>
    public static void DemandAllPrinters(this Caller caller) =>
        caller.Demand(caller.PrinterIds is null, "The key is for certain printers.");

    /// <summary>Whether somebody may pause, resume or cancel a print: their own, or with the right to its printer anybody's.</summary>
    public static bool MayControl(this Caller caller, PrintRecord print) =>
        (caller.May(Right.PrintersControl) || (caller.May(Right.QueueSubmit) && caller.Owns(print.UserId)))
        && caller.MayUsePrinterOf(print);

    /// <summary>Whether somebody may say what became of a print: their own, or with the right to the history anybody's.</summary>
    public static bool MayJudge(this Caller caller, PrintRecord print) =>
        (caller.May(Right.HistoryManage) || (caller.May(Right.QueueSubmit) && caller.Owns(print.UserId)))
        && caller.MayUsePrinterOf(print);

    /// <summary>Refuses somebody who may not see a print: it needs the right to the history, and a key that is for its printer.</summary>
    /// <exception cref="FleetException">They may not.</exception>
    public static void DemandToSee(this Caller caller, PrintRecord print)
    {
        caller.Demand(Right.HistoryRead);
        caller.Demand(caller.MayUsePrinterOf(print), "The key is for other printers.");
    }

    /// <summary>Whether somebody may rename, move, replace or delete a file: one that they brought, or with the right anybody's.</summary>
    public static bool MayChange(this Caller caller, LibraryFile file) =>
        caller.May(Right.LibraryManage) || (caller.May(Right.LibraryWrite) && caller.Owns(file.UploaderId));

    /// <summary>Whether somebody may change or remove a folder: one that they made, or with the right anybody's.</summary>
    public static bool MayChange(this Caller caller, Folder folder) =>
        caller.May(Right.LibraryManage)
        || (
            caller.May(Right.LibraryWrite)
            && caller.IsSignedIn
            && folder.Id != Folder.RootId
            && folder.CreatedBy == caller.Name
        );

    /// <summary>
    /// Whether somebody may change passwords and keys of their own: only a person who signed in, so that a key that got lost
    /// cannot make itself another one.
    /// </summary>
    public static bool MayChangeOwnAccount(this Caller caller) => caller.IsSignedIn && caller.SessionHash is not null;

    /// <summary>Refuses what somebody may not do.</summary>
    /// <exception cref="FleetException">Nobody is signed in, or they may not.</exception>
    public static void Demand(this Caller caller, Right right) =>
        caller.Demand(caller.May(right), $"It needs the right '{right.Word()}'.");

    /// <summary>Refuses what somebody may not do to a printer.</summary>
    /// <exception cref="FleetException">Nobody is signed in, or they may not.</exception>
    public static void Demand(this Caller caller, Right right, long printerId)
    {
        caller.Demand(right);
        caller.Demand(caller.MayUsePrinter(printerId), "The key is for other printers.");
    }

    /// <summary>
    /// Whether a serial port is among those that a key is for: a key for certain printers is good for the ports that these use,
    /// and for no others.
    /// </summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="printerId">The printer that uses the port; null for a port of nobody.</param>
    public static bool MayUsePort(this Caller caller, long? printerId) =>
        caller.PrinterIds is null || (printerId is { } printer && caller.MayUsePrinter(printer));

    /// <summary>Refuses what somebody may not do to a serial port.</summary>
    /// <exception cref="FleetException">Nobody is signed in, or they may not.</exception>
    public static void DemandPort(this Caller caller, Right right, long? printerId)
    {
        caller.Demand(right);
        caller.Demand(
            caller.MayUsePort(printerId),
            "The key is for certain printers, and none of them uses this port."
        );
    }

    /// <summary>Refuses what one of the rules above does not allow.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="allowed">What the rule says.</param>
    /// <param name="why">What is missing, as a sentence.</param>
    /// <exception cref="FleetException">Nobody is signed in, or it is not allowed.</exception>
    public static void Demand(this Caller caller, bool allowed, string why)
    {
        if (allowed)
            return;
        if (!caller.IsSignedIn && !caller.IsSystem)
            throw new FleetException(FleetError.SignInNeeded, "Sign in first.");
        throw new FleetException(FleetError.NotAllowed, $"You may not do this. {why}");
    }

    /// <summary>Whether somebody's print is under way on a printer of another node, as that one tells.</summary>
    internal static bool MayControl(this Caller caller, RemoteLive remote) =>
        remote.PrintId is not null
        && caller.May(Right.QueueSubmit)
        && caller.Owns(remote.OwnerId)
        && caller.MayUsePrinter(remote.PrinterId);

    /// <summary>What was printed on a printer that is gone is for keys without a limit.</summary>
    private static bool MayUsePrinterOf(this Caller caller, PrintRecord print) =>
        caller.PrinterIds is null || (print.PrinterId is { } printer && caller.MayUsePrinter(printer));

    private static bool Owns(this Caller caller, long? ownerId) => ownerId is { } owner && caller.UserId == owner;
}
