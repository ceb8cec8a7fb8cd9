using Gantry.Fleet.Ports;
using Gantry.Server.Problems;
using Gantry.Sharing.Book;
using Gantry.Sharing.Policies;

namespace Gantry.Server.Endpoints.Ports;

/// <summary>What an action on a port needs to know.</summary>
internal sealed record PortActionBody
{
    /// <summary>For <c>rename</c>: its name; empty takes it away.</summary>
    public string? Label { get; init; }

    /// <summary>For <c>pin</c>: <c>serial</c>, <c>socket</c>, <c>name</c> or <c>none</c>.</summary>
    public PortPin? By { get; init; }

    /// <summary>For <c>move</c>: the number that it gets.</summary>
    public int? Number { get; init; }

    /// <summary>For <c>behave</c>: what a client's coming and going does to DTR and RTS; null: as the settings say.</summary>
    public LinePolicy? DtrRts { get; init; }

    /// <summary>For <c>behave</c>: when its board is reset; null: as the settings say.</summary>
    public ResetPolicy? ResetOnConnect { get; init; }

    /// <summary>For <c>behave</c>: who plays its bootloader's entry sequence; null: as the settings say.</summary>
    public BootloaderPolicy? Bootloader { get; init; }

    /// <exception cref="ApiException">There is no such action, or it lacks something.</exception>
    public PortEdit ToEdit(string action) =>
        action switch
        {
            "rename" => new PortEdit { Label = Label ?? throw ApiException.Invalid("label", "Expected a name.") },
            "pin" => new PortEdit
            {
                Pin = By ?? throw ApiException.Invalid("by", "Expected serial, socket, name or none."),
            },
            "move" => new PortEdit
            {
                Number = Number ?? throw ApiException.Invalid("number", "Expected a TCP port, 1 to 65535."),
            },
            "enable" => new PortEdit { Disabled = false },
            "disable" => new PortEdit { Disabled = true },
            "behave" => new PortEdit { Behaviour = new PortBehaviour(DtrRts, ResetOnConnect, Bootloader) },
            _ => throw ApiException.NotFound(
                $"action '{action}'; there are start, stop, reset, rename, pin, move, enable, disable and behave"
            ),
        };
}
