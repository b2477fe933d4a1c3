using System.Security.Cryptography;
using WsiDicomizer.Conversion.Frames;
using WsiDicomizer.Dicom.IO;

namespace WsiDicomizer.Conversion.Output;

/// <summary>Frames one after the other, as native pixel data has them (PS3.5 8.1.1); one frame is in memory at a time.</summary>
/// <remarks>Read by one thread from front to back, which is how a data set is written; digests are taken on the way.</remarks>
internal sealed class NativePixels : IByteSource
{
    private readonly ILevelFrameSource _frames;
    private readonly int _first;
    private readonly Action<int, long> _onRead;
    private readonly CancellationToken _cancellationToken;
    private readonly long _frameLength;
    private readonly byte[] _digests;
    private byte[] _frame = [];
    private int _held = -1;

    /// <summary>Creates the source.</summary>
    /// <param name="frames">All of one length.</param>
    /// <param name="first">The first that counts, 0-based.</param>
    /// <param name="count">How many count.</param>
    /// <param name="onRead">Told the number of frames and bytes after each.</param>
    /// <param name="cancellationToken">Stops between frames.</param>
    public NativePixels(
        ILevelFrameSource frames, int first, int count, Action<int, long> onRead, CancellationToken cancellationToken)
    {
        _frames = frames;
        _first = first;
        _onRead = onRead;
        _cancellationToken = cancellationToken;
        _frameLength = frames.FrameLengths[0];
        Length = checked(_frameLength * count);
        _digests = new byte[checked(count * SHA256.HashSizeInBytes)];
    }

    /// <inheritdoc/>
    public long Length { get; }

    /// <summary>The digests of the frames that were read, 32 bytes each.</summary>
    public ReadOnlyMemory<byte> Digests => _digests;

    /// <inheritdoc/>
    public void Read(long offset, Span<byte> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, Length - destination.Length);
        while (!destination.IsEmpty)
        {
            var (index, start) = Math.DivRem(offset, _frameLength);
            Hold((int)index);
            var count = (int)Math.Min(destination.Length, _frameLength - start);
            _frame.AsSpan((int)start, count).CopyTo(destination);
            destination = destination[count..];
            offset += count;
        }
    }

    private void Hold(int index)
    {
        if (_held == index)
        {
            return;
        }

        _cancellationToken.ThrowIfCancellationRequested();
        _frame = _frames.ReadFrame(_first + index);
        _held = index;
        SHA256.HashData(_frame, _digests.AsSpan(index * SHA256.HashSizeInBytes, SHA256.HashSizeInBytes));
        _onRead(1, _frame.Length);
    }
}
