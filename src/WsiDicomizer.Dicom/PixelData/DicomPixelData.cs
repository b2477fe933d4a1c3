using WsiDicomizer.Dicom.IO;

namespace WsiDicomizer.Dicom;

/// <summary>The frames of a data set, native or encapsulated, and how their pixels are laid out (PS3.3 C.7.6.3).</summary>
/// <remarks>
/// Immutable; frames may be read from any thread. Nothing is decoded, and nothing is read before it is asked for: the
/// file that the data set was opened from must stay open.
/// </remarks>
public sealed class DicomPixelData
{
    private readonly IFrameSource _frames;

    private DicomPixelData(DicomDataset dataset, ValidationMode validationMode)
    {
        Width = dataset.GetSingleValue<ushort>(DicomTag.Columns);
        Height = dataset.GetSingleValue<ushort>(DicomTag.Rows);
        BitsAllocated = dataset.GetSingleValue<ushort>(DicomTag.BitsAllocated);
        BitsStored = dataset.GetSingleValue<ushort>(DicomTag.BitsStored);
        HighBit = dataset.GetSingleValue<ushort>(DicomTag.HighBit);
        SamplesPerPixel = dataset.GetSingleValue<ushort>(DicomTag.SamplesPerPixel);
        PhotometricInterpretation = dataset.GetSingleValue<string>(DicomTag.PhotometricInterpretation);
        PlanarConfiguration = ReadPlanarConfiguration(dataset);
        NumberOfFrames = ReadNumberOfFrames(dataset);
        if (Width == 0 || Height == 0 || SamplesPerPixel == 0 || BitsAllocated == 0)
        {
            throw new DicomDataException("Rows, Columns, SamplesPerPixel and BitsAllocated are to be above 0", DicomTag.PixelData);
        }

        UncompressedFrameSize = MeasureFrame(out var wholeBytes);
        var item = dataset.GetDicomItem<DicomItem>(DicomTag.PixelData);
        IsEncapsulated = item is DicomFragmentSequence;
        var faults = new PixelDataFaults(validationMode);
        Diagnostics = faults.Diagnostics;
        _frames = item switch
        {
            DicomFragmentSequence fragments =>
                EncapsulatedFrameFinder.Find(dataset, fragments, NumberOfFrames, faults),
            DicomBytesElement bytes => NativeFrames.Create(bytes.Source, NumberOfFrames, UncompressedFrameSize, wholeBytes),
            _ => throw new DicomDataException("expected pixel data in bytes or fragments", DicomTag.PixelData),
        };
    }

    /// <summary>Columns: the width of a frame in pixels.</summary>
    public int Width { get; }

    /// <summary>Rows: the height of a frame in pixels.</summary>
    public int Height { get; }

    /// <summary>The bits that a sample takes in native pixel data.</summary>
    public int BitsAllocated { get; }

    /// <summary>The bits of a sample that count.</summary>
    public int BitsStored { get; }

    /// <summary>The most significant bit of a sample, counted from 0.</summary>
    public int HighBit { get; }

    /// <summary>1 for grey, 3 for colour.</summary>
    public int SamplesPerPixel { get; }

    /// <summary>How samples lie; interleaved where there is one per pixel.</summary>
    public PlanarConfiguration PlanarConfiguration { get; }

    /// <summary>The Defined Term of PS3.3 C.7.6.3.1.2: RGB, YBR_FULL_422, MONOCHROME2 ….</summary>
    public string PhotometricInterpretation { get; }

    /// <summary>The number of frames; 1 where the data set does not say.</summary>
    public int NumberOfFrames { get; }

    /// <summary>Whether the frames are encapsulated, usually compressed.</summary>
    public bool IsEncapsulated { get; }

    /// <summary>
    /// The size of a frame in native pixel data in bytes: Rows × Columns × SamplesPerPixel, with two samples per pixel for
    /// YBR_FULL_422 (PS3.3 C.7.6.3.1.2).
    /// </summary>
    public long UncompressedFrameSize { get; }

    /// <summary>The faults of the offset table that were tolerated.</summary>
    public IReadOnlyList<DicomDiagnostic> Diagnostics { get; }

    /// <summary>Finds the frames of a data set.</summary>
    /// <param name="dataset">With the Image Pixel module and PixelData.</param>
    /// <param name="validationMode">What happens to faults of the offset table that leave no doubt about the frames.</param>
    /// <exception cref="DicomDataException">An attribute is missing or wrong, or the frames cannot be told apart.</exception>
    /// <exception cref="DicomFileException">The fragments do not follow each other up to the end.</exception>
    /// <remarks>With an offset table no fragment is looked at before its frame is read; without one, each is.</remarks>
    public static DicomPixelData Create(DicomDataset dataset, ValidationMode validationMode = ValidationMode.Warn)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return new DicomPixelData(dataset, validationMode);
    }

    /// <summary>The bytes of a frame as they are stored; those of encapsulated frames may end with a padding byte.</summary>
    /// <param name="frameIndex">0-based.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer frames.</exception>
    /// <exception cref="DicomDataException">The offset table points to where no fragment begins.</exception>
    /// <exception cref="DicomFileException">The file cannot be read any more.</exception>
    public IByteSource GetFrame(int frameIndex)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(frameIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(frameIndex, NumberOfFrames);
        return _frames.GetFrame(frameIndex);
    }

    private static int ReadNumberOfFrames(DicomDataset dataset)
    {
        var count = dataset.GetSingleValueOrDefault(DicomTag.NumberOfFrames, 1);
        return count > 0 ? count : throw new DicomDataException("expected 1 frame or more", DicomTag.NumberOfFrames);
    }

    private PlanarConfiguration ReadPlanarConfiguration(DicomDataset dataset)
    {
        if (SamplesPerPixel <= 1)
        {
            return PlanarConfiguration.Interleaved;
        }

        var value = dataset.GetSingleValue<ushort>(DicomTag.PlanarConfiguration);
        return value <= 1
            ? (PlanarConfiguration)value
            : throw new DicomDataException("expected 0 or 1", DicomTag.PlanarConfiguration);
    }

    private long MeasureFrame(out bool wholeBytes)
    {
        // Two chroma samples are shared by two pixels.
        var samples = PhotometricInterpretation is "YBR_FULL_422" or "YBR_PARTIAL_422" ? 2 : SamplesPerPixel;
        var bits = (UInt128)(uint)Width * (uint)Height * (uint)samples * (uint)BitsAllocated;
        wholeBytes = bits % 8 == 0;
        return bits / 8 < long.MaxValue
            ? (long)((bits + 7) / 8)
            : throw new DicomDataException("a frame is larger than any file", DicomTag.PixelData);
    }
}
