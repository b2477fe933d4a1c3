using WsiDicomizer.Conversion.Frames;
using WsiDicomizer.Dicom.IO;

namespace WsiDicomizer.Conversion.DualTiff;

/// <summary>
/// Writes the frames of a smaller level into the trailing padding of another instance's file, as items like those of the
/// level's own instance: TIFF's offsets point behind their headers.
/// </summary>
/// <remarks>The digests are not kept: they are those of the level's own instance.</remarks>
internal sealed class TrailingPaddingSink : IFrameSink
{
    private readonly DicomFrameFileWriter _writer;
    private readonly EncapsulatedLayout _layout;
    private readonly long _start;
    private readonly Action<int, long> _onWritten;
    private readonly Lock _writing = new();

    /// <summary>Creates the sink.</summary>
    /// <param name="writer">The file.</param>
    /// <param name="layout">The level's frames, from the first item.</param>
    /// <param name="start">Where the first item goes, from the start of the padding's value.</param>
    /// <param name="onWritten">Told the number of frames and bytes after each run.</param>
    public TrailingPaddingSink(
        DicomFrameFileWriter writer, EncapsulatedLayout layout, long start, Action<int, long> onWritten)
    {
        _writer = writer;
        _layout = layout;
        _start = start;
        _onWritten = onWritten;
    }

    /// <inheritdoc/>
    public long GetItemsLength(int firstFrameIndex, int count) => _layout.GetItemsLength(firstFrameIndex, count);

    /// <inheritdoc/>
    public long GetItemLength(int frameIndex) => _layout.GetItemLength(frameIndex);

    /// <inheritdoc/>
    public void WriteItems(int firstFrameIndex, int count, ReadOnlySpan<byte> items)
    {
        lock (_writing)
        {
            _writer.WriteTrailingPadding(_start + _layout.GetItemOffset(firstFrameIndex), items);
        }

        _onWritten(count, items.Length);
    }

    /// <inheritdoc/>
    public void SetDigest(int frameIndex, ReadOnlySpan<byte> sha256)
    {
    }
}
