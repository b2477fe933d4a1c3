using System.Security.Cryptography;
using WsiDicomizer.Conversion.Frames;
using WsiDicomizer.Dicom.IO;

namespace WsiDicomizer.Conversion.Output;

/// <summary>Writes frames into an instance's file and keeps their digests.</summary>
internal sealed class FileFrameSink : IFrameSink
{
    private readonly DicomFrameFileWriter _writer;
    private readonly EncapsulatedLayout _layout;
    private readonly Action<int, long> _onWritten;
    private readonly byte[] _digests;

    // The system writes to a file from one thread at a time; waiting here costs less than spinning on the file's own lock.
    private readonly Lock _writing = new();

    /// <summary>Creates the sink.</summary>
    /// <param name="writer">The file.</param>
    /// <param name="layout">The frames' places.</param>
    /// <param name="onWritten">Told the number of frames and bytes after each run; called from several threads.</param>
    public FileFrameSink(DicomFrameFileWriter writer, EncapsulatedLayout layout, Action<int, long> onWritten)
    {
        _writer = writer;
        _layout = layout;
        _onWritten = onWritten;
        _digests = new byte[checked(layout.FrameCount * SHA256.HashSizeInBytes)];
    }

    /// <summary>The digests, 32 bytes per frame.</summary>
    public ReadOnlyMemory<byte> Digests => _digests;

    /// <inheritdoc/>
    public long GetItemsLength(int firstFrameIndex, int count) => _layout.GetItemsLength(firstFrameIndex, count);

    /// <inheritdoc/>
    public long GetItemLength(int frameIndex) => _layout.GetItemLength(frameIndex);

    /// <inheritdoc/>
    public void WriteItems(int firstFrameIndex, int count, ReadOnlySpan<byte> items)
    {
        lock (_writing)
        {
            _writer.WriteItems(firstFrameIndex, items);
        }

        _onWritten(count, items.Length);
    }

    /// <inheritdoc/>
    public void SetDigest(int frameIndex, ReadOnlySpan<byte> sha256) =>
        sha256.CopyTo(_digests.AsSpan(frameIndex * SHA256.HashSizeInBytes));
}
