using Gantry.Sharing.Book;

namespace Gantry.Sharing.Devices;

/// <summary>
/// The book in memory and on disk. When the disk refuses, numbers are given all the same, and the trouble is told.
/// </summary>
internal sealed class BookKeeper(PortBookFile file)
{
    public PortBook Book { get; private set; } = PortBook.Empty();

    /// <summary>Why the book could not be kept, or null.</summary>
    public string? Trouble { get; private set; }

    /// <exception cref="PortBookException">It cannot be read, or is damaged.</exception>
    public async Task ReadAsync() => Book = await file.ReadAsync();

    /// <summary>A device could not be given a number.</summary>
    public void Tell(string trouble) => Trouble = trouble;

    /// <summary>Reads what somebody else has changed; a book that is damaged is told, and the one known stays.</summary>
    /// <returns>Whether it is another book.</returns>
    public async Task<bool> ReadAgainAsync()
    {
        try
        {
            PortBook now = await file.ReadAsync();
            Trouble = null;
            if (now.Entries.SequenceEqual(Book.Entries))
                return false;
            Book = now;
            return true;
        }
        catch (PortBookException e)
        {
            Trouble = e.Message;
            return false;
        }
    }

    /// <summary>Changes the book here and on disk; the disk is left alone when there is nothing new.</summary>
    /// <exception cref="PortBookException">The change itself is refused.</exception>
    public async Task ChangeAsync(Func<PortBook, PortBook> change, CancellationToken cancellationToken)
    {
        PortBook after = change(Book);
        if (after == Book && Trouble is null)
            return;
        try
        {
            // What could not be kept before comes first.
            PortBook known = Book;
            bool isBehind = Trouble is not null;
            Book = await file.UpdateAsync(
                book => change(isBehind ? book.Import(known.Entries) : book),
                cancellationToken
            );
            Trouble = null;
        }
        catch (PortBookException e)
        {
            Trouble = $"{e.Message} Devices may have other numbers after the next start.";
            Book = after;
        }
    }
}
