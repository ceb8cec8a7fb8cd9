using Gantry.Sharing.Policies;

namespace Gantry.Sharing.Book;

/// <summary>In what the share of one device behaves otherwise than all others; null is as they do.</summary>
/// <param name="Lines">What a client's coming and going does to DTR and RTS.</param>
/// <param name="Reset">When the board is reset.</param>
/// <param name="Bootloader">Who plays a bootloader's entry sequence.</param>
public sealed record PortBehaviour(LinePolicy? Lines, ResetPolicy? Reset, BootloaderPolicy? Bootloader)
{
    /// <summary>As all others.</summary>
    public static PortBehaviour AsAll { get; } = new(null, null, null);

    /// <summary>The options of all shares with what is said for this one.</summary>
    public ShareOptions Over(ShareOptions all) =>
        all with
        {
            Lines = Lines ?? all.Lines,
            Reset = Reset ?? all.Reset,
            Bootloader = Bootloader ?? all.Bootloader,
        };
}
