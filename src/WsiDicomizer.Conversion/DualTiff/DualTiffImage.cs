using System.Globalization;
using WsiDicomizer.Conversion.Frames;
using WsiDicomizer.Conversion.Output;
using WsiDicomizer.Dicom;
using WsiDicomizer.Dicom.IO;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.Conversion.DualTiff;

/// <summary>
/// A level as a directory of a TIFF. Everything it says comes from the data set as it goes out, so that the TIFF side
/// cannot tell what the DICOM side does not.
/// </summary>
internal sealed class DualTiffImage
{
    // Pixels per centimetre as 10^9 by 10^5 times the micrometres: both fit 32 bits from 0.001 to 1000 micrometres.
    private const long ResolutionNumerator = 1_000_000_000;
    private const double ResolutionDenominatorPerMicrometre = 100_000;
    private const int Centimetre = 3;

    private readonly DualTiffCoding _coding;
    private readonly DicomDataset _dataset;

    /// <summary>Describes an instance.</summary>
    /// <param name="instance">A level.</param>
    /// <exception cref="ConversionException">Its frames cannot be the tiles of a TIFF.</exception>
    public DualTiffImage(OutgoingInstance instance)
    {
        _dataset = instance.Dataset;
        Frames = instance.Plan.Frames;
        Layout = EncapsulatedLayout.Create(Frames.FrameLengths);
        TileSize = new PixelSize(Get(DicomTag.Columns), Get(DicomTag.Rows));
        if (TileSize.Width % 16 != 0 || TileSize.Height % 16 != 0)
        {
            throw new ConversionException(
                $"{instance.Plan.FileName}: tiles of {TileSize} pixels cannot be tiles of a TIFF, whose sides are multiples "
                + "of 16 (TIFF 6.0 section 15): convert this slide without --dual-tiff");
        }

        _coding = DualTiffCoding.Of(instance);
    }

    /// <summary>The frames.</summary>
    public IFrameSource Frames { get; }

    /// <summary>Where the frames' items are, from the first one.</summary>
    public EncapsulatedLayout Layout { get; }

    /// <summary>Columns and rows of a frame.</summary>
    public PixelSize TileSize { get; }

    /// <summary>Whether the frames are JPEG 2000, which few TIFF readers decode.</summary>
    public bool IsJpeg2000 => _coding.IsJpeg2000;

    /// <summary>The colour profile that the data set has; empty for none.</summary>
    public ReadOnlyMemory<byte> IccProfile =>
        _dataset.TryGetSequence(DicomTag.OpticalPathSequence, out var paths) && paths.Items.Count > 0
        && paths.Items[0].TryGetDicomItem<DicomBytesElement>(DicomTag.ICCProfile, out var profile)
            ? profile.ToArray()
            : ReadOnlyMemory<byte>.Empty;

    /// <summary>Makes the directory.</summary>
    /// <param name="isBig">Whether it is one of BigTIFF.</param>
    /// <param name="isReduced">Whether it is a smaller picture of the first directory's.</param>
    /// <param name="itemsStart">Where the item of the first frame stands, from the start of the file.</param>
    /// <param name="profileOffset">Where the colour profile stands; 0 for none.</param>
    /// <param name="profileLength">Its length in bytes.</param>
    public TiffDirectoryWriter CreateDirectory(
        bool isBig, bool isReduced, long itemsStart, long profileOffset, int profileLength)
    {
        var samples = Get(DicomTag.SamplesPerPixel);
        var directory = new TiffDirectoryWriter(isBig);
        directory.Add(TiffTag.NewSubfileType, TiffFieldType.Long, isReduced ? 1 : 0);
        directory.Add(TiffTag.ImageWidth, TiffFieldType.Long, Get(DicomTag.TotalPixelMatrixColumns));
        directory.Add(TiffTag.ImageLength, TiffFieldType.Long, Get(DicomTag.TotalPixelMatrixRows));
        directory.Add(
            TiffTag.BitsPerSample, TiffFieldType.Short, [.. Enumerable.Repeat((long)Get(DicomTag.BitsAllocated), samples)]);
        directory.Add(TiffTag.Compression, TiffFieldType.Short, _coding.Compression);
        directory.Add(TiffTag.PhotometricInterpretation, TiffFieldType.Short, _coding.Photometric);
        directory.Add(TiffTag.SamplesPerPixel, TiffFieldType.Short, samples);
        directory.Add(TiffTag.PlanarConfiguration, TiffFieldType.Short, 1);
        directory.Add(TiffTag.TileWidth, TiffFieldType.Long, TileSize.Width);
        directory.Add(TiffTag.TileLength, TiffFieldType.Long, TileSize.Height);
        AddTiles(directory, isBig ? TiffFieldType.Long8 : TiffFieldType.Long, itemsStart);
        AddResolution(directory);
        if (_coding.Subsampling is { } subsampling)
        {
            directory.Add(TiffTag.YCbCrSubSampling, TiffFieldType.Short, subsampling.Horizontal, subsampling.Vertical);
        }

        if (profileOffset > 0)
        {
            directory.AddReference(TiffTag.IccProfile, profileLength, profileOffset);
        }

        return directory;
    }

    private void AddTiles(TiffDirectoryWriter directory, TiffFieldType offsetType, long itemsStart)
    {
        var lengths = Frames.FrameLengths;
        var offsets = new long[lengths.Count];
        for (var index = 0; index < offsets.Length; index++)
        {
            offsets[index] = itemsStart + Layout.GetItemOffset(index) + EncapsulatedLayout.ItemHeaderBytes;
        }

        directory.Add(TiffTag.TileOffsets, offsetType, offsets);
        directory.Add(TiffTag.TileByteCounts, TiffFieldType.Long, [.. lengths]);
    }

    private void AddResolution(TiffDirectoryWriter directory)
    {
        if (!_dataset.TryGetSequence(DicomTag.SharedFunctionalGroupsSequence, out var shared) || shared.Items.Count == 0
            || !shared.Items[0].TryGetSequence(DicomTag.PixelMeasuresSequence, out var measures) || measures.Items.Count == 0
            || !measures.Items[0].TryGetValues<string>(DicomTag.PixelSpacing, out var spacing) || spacing.Length != 2)
        {
            return;
        }

        // PixelSpacing is the distance between rows first, in millimetres (PS3.3 10.7.1.3).
        directory.Add(TiffTag.XResolution, TiffFieldType.Rational, ToResolution(spacing[1]));
        directory.Add(TiffTag.YResolution, TiffFieldType.Rational, ToResolution(spacing[0]));
        directory.Add(TiffTag.ResolutionUnit, TiffFieldType.Short, Centimetre);
    }

    private static long[] ToResolution(string millimetres)
    {
        var micrometres = double.Parse(millimetres, NumberStyles.Float, CultureInfo.InvariantCulture) * 1000;
        return [ResolutionNumerator, Math.Max(1, (long)Math.Round(micrometres * ResolutionDenominatorPerMicrometre))];
    }

    private int Get(DicomTag tag) => _dataset.GetSingleValue<int>(tag);
}
