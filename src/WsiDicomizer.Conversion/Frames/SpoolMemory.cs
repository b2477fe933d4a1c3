namespace WsiDicomizer.Conversion.Frames;

/// <summary>How much of a slide's temporary frames may stay in memory, in pieces of one size. Thread-safe.</summary>
/// <param name="maximumBytes">Of all pieces together.</param>
internal sealed class SpoolMemory(long maximumBytes)
{
    /// <summary>Bytes of a piece.</summary>
    public const int PieceBytes = 1 << 20;

    private long _pieces = maximumBytes / PieceBytes;

    /// <summary>Takes a piece; null where all are taken.</summary>
    public byte[]? TryTake() => Interlocked.Decrement(ref _pieces) >= 0 ? GC.AllocateUninitializedArray<byte>(PieceBytes) : null;
}
