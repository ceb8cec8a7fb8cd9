using Gantry.Sharing.Book;

namespace Gantry.Fleet.Ports;

/// <summary>What is to be changed of a port in the book; what is null stays.</summary>
public sealed record PortEdit
{
    /// <summary>Another number.</summary>
    public int? Number { get; init; }

    /// <summary>Its name; empty takes it away.</summary>
    public string? Label { get; init; }

    /// <summary>By what alone it is known.</summary>
    public PortPin? Pin { get; init; }

    /// <summary>Whether it is not to be shared.</summary>
    public bool? Disabled { get; init; }

    /// <summary>In what its share behaves otherwise than all others; whole.</summary>
    public PortBehaviour? Behaviour { get; init; }

    /// <summary>The book with the change.</summary>
    /// <exception cref="PortBookException">It is refused.</exception>
    internal PortBook Apply(PortBook book, int port)
    {
        if (Label is { } label)
            book = book.Rename(port, label);
        if (Pin is { } pin)
            book = book.Pin(port, pin);
        if (Disabled is { } disabled)
            book = book.Disable(port, disabled);
        if (Behaviour is { } behaviour)
            book = book.Behave(port, behaviour);
        return Number is { } number ? book.Move(port, number) : book;
    }
}
