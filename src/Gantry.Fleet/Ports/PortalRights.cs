using Gantry.Fleet.People;

namespace Gantry.Fleet.Ports;

/// <summary>
/// Who may use the serial portal: as long as nobody has an account, everybody who reaches it, as with the portal that it
/// replaces; from then on who has signed in or shows a key, with their rights.
/// </summary>
public sealed class PortalRights(SetupService setup)
{
    /// <summary>The caller, with what the portal lets them do.</summary>
    public async Task<Caller> AdmitAsync(Caller caller, CancellationToken cancellationToken) =>
        caller.IsSignedIn || caller.IsSystem || !await setup.IsNeededAsync(cancellationToken)
            ? caller
            : Caller.AnybodyAtThePortal(caller.Source);
}
