using System.Buffers.Binary;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;

namespace Gantry.Printing.Journal;

/// <summary>
/// The memory of a job that outlives the process: what is not a line of the file stands here, synced, before it is sent, and
/// the progress stands here without a sync, which a killed process cannot lose. With the file it says for every line number
/// what the line is.
/// </summary>
internal sealed class PrintJournal
{
    /// <summary>
    /// Room that a job has before it begins: what comes between the lines of a print of two days finds place in it also on a disk
    /// that has become full meanwhile (20 bytes for each question for temperatures, one in 5 s).
    /// </summary>
    private const long Room = 1024 * 1024;

    private readonly JournalDisk _disk;
    private readonly SafeFileHandle _file;
    private readonly Lock _gate = new();
    private readonly List<byte[]> _waiting = [];
    private readonly List<byte[]> _writing = [];
    private JournalProgress _progress;
    private bool _progressWaits;
    private long _slotCounter;
    private long _length;
    private long _ticket;
    private long _syncedTicket;
    private IJournalListener? _listener;
    private bool _closing;
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private PrintJournal(string path, SafeFileHandle file, JournalDisk disk, long length)
    {
        Path = path;
        _file = file;
        _disk = disk;
        _length = length;
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>Everything up to this ticket is synced.</summary>
    public long SyncedTicket => Interlocked.Read(ref _syncedTicket);

    /// <summary>Begins the journal of a job; it is on the disk when this returns, with room for more.</summary>
    /// <exception cref="JournalException">It cannot be written.</exception>
    public static PrintJournal Create(string path, JournalHeader header, JournalDisk disk)
    {
        SafeFileHandle? file = null;
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            file = File.OpenHandle(
                path,
                FileMode.CreateNew,
                FileAccess.ReadWrite,
                FileShare.None,
                preallocationSize: Room
            );
            var journal = new PrintJournal(path, file, disk, JournalFormat.FirstRecord);
            disk.Fault?.Invoke();
            byte[] start = new byte[JournalFormat.FirstRecord];
            JournalFormat.Magic.CopyTo(start);
            RandomAccess.Write(file, start, 0);
            byte[] record = JournalFormat.Record(
                JournalRecordKind.Header,
                JsonSerializer.SerializeToUtf8Bytes(header, JournalJson.Default.JournalHeader)
            );
            RandomAccess.Write(file, record, journal._length);
            journal._length += record.Length;
            RandomAccess.FlushToDisk(file);
            return journal;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (file is not null)
            {
                file.Dispose();
                TryDelete(path);
            }
            throw new JournalException(
                $"The journal {path} cannot be written: {e.Message} The print was not started.",
                e
            );
        }
    }

    /// <summary>On a disk that has become read-only the beginning of a journal stays; it is torn, and so none.</summary>
    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What is told is why it could not be written.
        }
    }

    /// <summary>Goes on with a journal that was read before.</summary>
    /// <exception cref="JournalException">It cannot be written, or another process prints from it.</exception>
    public static PrintJournal Continue(string path, JournalContents contents, JournalDisk disk)
    {
        try
        {
            SafeFileHandle file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            // Only where something was torn: cutting a file off takes its room from it, also at its very end.
            if (RandomAccess.GetLength(file) > contents.Length)
                RandomAccess.SetLength(file, contents.Length);
            return new PrintJournal(path, file, disk, contents.Length)
            {
                _progress = contents.Progress,
                _slotCounter = contents.SlotCounter,
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new JournalException($"The journal {path} cannot be written: {e.Message}", e);
        }
    }

    /// <summary>Who is told that something is synced.</summary>
    public void Attach(IJournalListener listener) => _listener = listener;

    /// <summary>Adds a line; it may be sent when the listener has been told its ticket.</summary>
    public long AddLine(long number, ReadOnlySpan<byte> command)
    {
        byte[] content = new byte[8 + command.Length];
        BinaryPrimitives.WriteInt64LittleEndian(content, number);
        command.CopyTo(content.AsSpan(8));
        return Add(JournalFormat.Record(JournalRecordKind.Line, content));
    }

    /// <summary>Adds something that happened.</summary>
    public long AddMark(JournalMark mark) =>
        Add(
            JournalFormat.Record(
                JournalRecordKind.Mark,
                JsonSerializer.SerializeToUtf8Bytes(mark, JournalJson.Default.JournalMark)
            )
        );

    /// <summary>Notes the progress. It reaches the kernel soon, which is all that a killed process needs; it is not synced.</summary>
    /// <returns>The ticket that the listener is told when it is written.</returns>
    public long Note(JournalProgress progress)
    {
        long ticket;
        lock (_gate)
        {
            _progress = progress;
            _progressWaits = true;
            ticket = ++_ticket;
        }
        _disk.Schedule(this);
        return ticket;
    }

    /// <summary>Writes what waits and closes the file; done when the task is.</summary>
    public Task CloseAsync()
    {
        lock (_gate)
            _closing = true;
        _disk.Schedule(this);
        return _closed.Task;
    }

    /// <summary>Runs on the journal's thread.</summary>
    internal void WriteOut()
    {
        long ticket;
        bool progressWaits;
        bool closing;
        JournalProgress progress;
        lock (_gate)
        {
            if (_file.IsClosed)
                return;
            closing = _closing;
            // Behind what could not be written before.
            _writing.AddRange(_waiting);
            _waiting.Clear();
            (progressWaits, _progressWaits) = (_progressWaits, false);
            progress = _progress;
            ticket = _ticket;
        }
        bool isWritten = TryWriteOut(ticket, progressWaits, progress);
        if (!closing)
        {
            if (!isWritten)
                _disk.TryLater(this);
            return;
        }
        _file.Dispose();
        _closed.TrySetResult();
    }

    /// <summary>What cannot be written stays, and comes first the next time.</summary>
    private bool TryWriteOut(long ticket, bool progressWaits, JournalProgress progress)
    {
        try
        {
            _disk.Fault?.Invoke();
            Write(_writing);
            _writing.Clear();
            if (progressWaits)
                WriteProgress(progress);
            Interlocked.Exchange(ref _syncedTicket, ticket);
            _listener?.OnSynced(ticket);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            lock (_gate)
                _progressWaits |= progressWaits;
            _listener?.OnFailed(new JournalException($"The journal {Path} cannot be written: {e.Message}", e));
            return false;
        }
    }

    /// <summary>All of them or none: after a sync that failed nobody knows what is on the disk, so it is written again.</summary>
    private void Write(List<byte[]> records)
    {
        if (records.Count == 0)
            return;
        long at = _length;
        foreach (byte[] record in records)
        {
            RandomAccess.Write(_file, record, at);
            at += record.Length;
        }
        RandomAccess.FlushToDisk(_file);
        _length = at;
    }

    private void WriteProgress(JournalProgress progress)
    {
        Span<byte> slot = stackalloc byte[JournalFormat.SlotSize];
        slot.Clear();
        JournalFormat.WriteSlot(slot, ++_slotCounter, progress);
        long place = _slotCounter % 2 == 0 ? JournalFormat.FirstSlot : JournalFormat.SecondSlot;
        RandomAccess.Write(_file, slot, place);
    }

    private long Add(byte[] record)
    {
        long ticket;
        lock (_gate)
        {
            _waiting.Add(record);
            ticket = ++_ticket;
        }
        _disk.Schedule(this);
        return ticket;
    }
}
