using System.Security.Cryptography;
using WsiDicomizer.Conversion.Frames;
using WsiDicomizer.Dicom.IO;

namespace WsiDicomizer.Conversion.Output;

/// <summary>Frames of one length, which go out one after the other as native pixel data (PS3.5 8.2).</summary>
/// <param name="frames">All of one length.</param>
/// <param name="first">The first that counts, 0-based.</param>
/// <param name="count">How many count.</param>
internal sealed class NativeFrames(ILevelFrameSource frames, int first, int count)
{
    /// <summary>The length of each in bytes.</summary>
    public long FrameLength => frames.FrameLengths[0];

    /// <summary>The length of all in bytes.</summary>
    public long Length => checked(FrameLength * count);

    /// <summary>Writes them; one frame a thread is in memory at a time.</summary>
    /// <param name="writer">Of a file with as many frames.</param>
    /// <param name="workers">The number of threads, at least 1.</param>
    /// <param name="onWritten">Told the number of frames and bytes after each.</param>
    /// <param name="cancellationToken">Stops between frames.</param>
    /// <returns>The digests of the frames, 32 bytes each.</returns>
    public ReadOnlyMemory<byte> CopyTo(
        DicomNativeFileWriter writer, int workers, Action<int, long> onWritten, CancellationToken cancellationToken)
    {
        var digests = new byte[checked(count * SHA256.HashSizeInBytes)];
        var next = -1;
        WorkerGroup.Run(
            Math.Min(workers, count),
            token =>
            {
                for (var index = Interlocked.Increment(ref next); index < count; index = Interlocked.Increment(ref next))
                {
                    token.ThrowIfCancellationRequested();
                    var frame = frames.ReadFrame(first + index);
                    SHA256.HashData(frame, digests.AsSpan(index * SHA256.HashSizeInBytes, SHA256.HashSizeInBytes));
                    writer.WriteFrames(index, frame);
                    onWritten(1, frame.Length);
                }
            },
            cancellationToken);
        return digests;
    }
}
