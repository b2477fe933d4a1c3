using WsiDicomizer.Dicom;
using WsiDicomizer.Dicom.IO;

namespace WsiDicomizer.Slides.Formats.Dicom;

/// <summary>
/// The bytes of all tiles of a picture as one run, tile after tile: whatever files and fragments the frames are in.
/// </summary>
/// <remarks>Immutable and thread-safe. 12 bytes of memory per tile.</remarks>
internal sealed class DicomTileTable
{
    private readonly DicomImage _image;
    private readonly int[] _frames;
    private readonly long[] _starts;
    private readonly int[] _firstFrames;

    private DicomTileTable(DicomImage image, int[] frames)
    {
        _image = image;
        _frames = frames;
        _starts = new long[frames.Length + 1];
        _firstFrames = new int[image.Parts.Count];
        for (var part = 1; part < _firstFrames.Length; part++)
        {
            _firstFrames[part] = _firstFrames[part - 1] + image.Parts[part - 1].NumberOfFrames;
        }
    }

    /// <summary>The number of tiles.</summary>
    public int Count => _frames.Length;

    /// <summary>Finds the frames of a picture; none is read.</summary>
    /// <param name="image">The picture.</param>
    /// <exception cref="SlideFormatException">Its tables are damaged, or say what is not supported.</exception>
    public static DicomTileTable Create(DicomImage image)
    {
        try
        {
            var table = new DicomTileTable(image, DicomTilePositions.Find(image));
            table.Measure();
            return table;
        }
        catch (DicomException exception)
        {
            throw DicomFaults.ToSlideFault(exception, image.First.Path);
        }
    }

    /// <summary>Where a tile is in the run.</summary>
    /// <param name="tileIndex">0-based, row by row.</param>
    public ByteRange GetRange(int tileIndex)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tileIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(tileIndex, _frames.Length);
        return new ByteRange(_starts[tileIndex], _starts[tileIndex + 1] - _starts[tileIndex]);
    }

    /// <summary>The frame that shows a tile, in words.</summary>
    /// <param name="tileIndex">0-based.</param>
    public string Describe(int tileIndex)
    {
        if (_frames[tileIndex] == DicomTilePositions.NotStored)
        {
            return "not stored";
        }

        var (part, frame) = Locate(_frames[tileIndex]);
        return _image.Parts.Count == 1 ? $"frame {frame + 1}" : $"part {part + 1}, frame {frame + 1}";
    }

    /// <summary>Reads bytes of the run, over as many tiles as they reach.</summary>
    /// <param name="offset">From the start of the run.</param>
    /// <param name="destination">Filled completely.</param>
    /// <exception cref="SlideFormatException">The run or a file ends before, or a file cannot be read any more.</exception>
    public void Read(long offset, Span<byte> destination)
    {
        if (offset < 0 || destination.Length > _starts[^1] - offset)
        {
            throw new SlideFormatException(
                SlideProblem.Damaged, "the frames end where more bytes were expected", _image.First.Path);
        }

        var found = Array.BinarySearch(_starts, offset);
        for (var tile = found < 0 ? ~found - 1 : found; !destination.IsEmpty; tile++)
        {
            var length = _starts[tile + 1] - offset;
            if (length == 0)
            {
                continue;
            }

            var count = (int)Math.Min(length, destination.Length);
            ReadFrame(_frames[tile], offset - _starts[tile], destination[..count]);
            offset += count;
            destination = destination[count..];
        }
    }

    private void Measure()
    {
        var limit = _image.Parts.Sum(part => part.FileLength) * DicomFormatLimits.MaxExpansion;
        foreach (var part in _image.Parts)
        {
            if (part.PixelData.NumberOfFrames != part.NumberOfFrames)
            {
                throw new DicomDataException("the frames are not as many as NumberOfFrames says", DicomTag.NumberOfFrames);
            }
        }

        for (var tile = 0; tile < _frames.Length; tile++)
        {
            var length = _frames[tile] == DicomTilePositions.NotStored ? 0 : GetFrame(_frames[tile]).Length;
            if (length > DicomFormatLimits.MaxFrameBytes || _starts[tile] + length > limit)
            {
                throw new SlideFormatException(
                    SlideProblem.Damaged,
                    $"the frames ask for more bytes than {nameof(DicomFormatLimits)} allows: {DicomFormatLimits.MaxFrameBytes} "
                    + $"for one, {DicomFormatLimits.MaxExpansion} times the files for all",
                    _image.First.Path);
            }

            _starts[tile + 1] = _starts[tile] + length;
        }
    }

    private void ReadFrame(int frame, long offset, Span<byte> destination)
    {
        try
        {
            GetFrame(frame).Read(offset, destination);
        }
        catch (DicomException exception)
        {
            throw DicomFaults.ToSlideFault(exception, _image.Parts[Locate(frame).Part].Path);
        }
    }

    private IByteSource GetFrame(int frame)
    {
        var (part, index) = Locate(frame);
        return _image.Parts[part].PixelData.GetFrame(index);
    }

    private (int Part, int Frame) Locate(int frame)
    {
        var found = Array.BinarySearch(_firstFrames, frame);
        var part = found < 0 ? ~found - 1 : found;
        return (part, frame - _firstFrames[part]);
    }
}
