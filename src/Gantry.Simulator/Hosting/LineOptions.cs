namespace Gantry.Simulator.Hosting;

/// <summary>What a line must know about its printer.</summary>
/// <param name="BaudRate">The board's baud rate; 0 for a wire without a limit.</param>
/// <param name="ResetsOnOpen">Whether opening the port resets the board.</param>
/// <param name="FollowsDtr">Whether DTR going up resets the board, on lines that carry DTR.</param>
internal sealed record LineOptions(int BaudRate, bool ResetsOnOpen, bool FollowsDtr)
{
    /// <summary>Pieces that one line reads before others have their turn.</summary>
    public const int PiecesPerTurn = 8;

    /// <summary>Bytes to be read at a time: a paced wire takes little, one without a limit as much as there is.</summary>
    public int PieceSize => BaudRate == 0 ? 16 * 1024 : 256;
}
