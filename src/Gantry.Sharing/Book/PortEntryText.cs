using Gantry.Sharing.Policies;

namespace Gantry.Sharing.Book;

/// <summary>An entry as it is kept. What is missing is as in a new one; what is not of interest is not written.</summary>
internal sealed class PortEntryText
{
    private const int LongestText = 300;

    public int Port { get; set; }

    public string? Label { get; set; }

    public string? Serial { get; set; }

    public string? Interface { get; set; }

    public string? Socket { get; set; }

    public string? Name { get; set; }

    public string? Product { get; set; }

    public PortPin Pin { get; set; }

    public bool Disabled { get; set; }

    public LinePolicy? DtrRts { get; set; }

    public ResetPolicy? ResetOnConnect { get; set; }

    public BootloaderPolicy? Bootloader { get; set; }

    public static PortEntryText Of(PortEntry entry) =>
        new()
        {
            Port = entry.Port,
            Label = NullIfEmpty(entry.Label),
            Serial = NullIfEmpty(entry.Serial),
            Interface = NullIfEmpty(entry.Interface),
            Socket = NullIfEmpty(entry.Socket),
            Name = NullIfEmpty(entry.Name),
            Product = NullIfEmpty(entry.Product),
            Pin = entry.Pin,
            Disabled = entry.IsDisabled,
            DtrRts = entry.Behaviour.Lines,
            ResetOnConnect = entry.Behaviour.Reset,
            Bootloader = entry.Behaviour.Bootloader,
        };

    /// <exception cref="PortBookException">A text is not one.</exception>
    public PortEntry ToEntry() =>
        new(Port)
        {
            Label = Check(Label),
            Serial = Check(Serial),
            Interface = Check(Interface),
            Socket = Check(Socket),
            Name = Check(Name),
            Product = Check(Product),
            Pin = Pin,
            IsDisabled = Disabled,
            Behaviour = new PortBehaviour(DtrRts, ResetOnConnect, Bootloader),
        };

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;

    private string Check(string? text) =>
        text is null or { Length: <= LongestText } && !(text?.Any(char.IsControl) ?? false)
            ? text ?? ""
            : throw new PortBookException(
                $"the device at port {Port} has a text that is not printable, or longer than {LongestText} characters."
            );
}
