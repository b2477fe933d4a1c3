using System.Collections.Frozen;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Slides.Formats.Dicom;

/// <summary>
/// Attributes that say how an image is made and where it lies, and which of their values do: numbers, terms that the
/// standard defines, UIDs that the standard registers. Everything else may identify.
/// </summary>
internal static class DicomHarmless
{
    private const string StandardRoot = "1.2.840.10008.";
    private const int MaxIdentifierDigits = 4;

    // Numbers of any value.
    private static readonly FrozenSet<DicomTag> Numbers = new[]
    {
        DicomTag.NumberOfFrames, DicomTag.SamplesPerPixel, DicomTag.PlanarConfiguration, DicomTag.Rows, DicomTag.Columns,
        DicomTag.BitsAllocated, DicomTag.BitsStored, DicomTag.HighBit, DicomTag.PixelRepresentation,
        DicomTag.SmallestImagePixelValue, DicomTag.LargestImagePixelValue, DicomTag.PixelSpacing, DicomTag.SliceThickness,
        DicomTag.SpacingBetweenSlices, DicomTag.RescaleIntercept, DicomTag.RescaleSlope, DicomTag.LossyImageCompressionRatio,
        DicomTag.TotalPixelMatrixColumns, DicomTag.TotalPixelMatrixRows, DicomTag.TotalPixelMatrixFocalPlanes,
        DicomTag.ImagedVolumeWidth, DicomTag.ImagedVolumeHeight, DicomTag.ImagedVolumeDepth,
        DicomTag.DistanceBetweenFocalPlanes, DicomTag.NumberOfFocalPlanes,
        DicomTag.XOffsetInSlideCoordinateSystem, DicomTag.YOffsetInSlideCoordinateSystem,
        DicomTag.ZOffsetInSlideCoordinateSystem, DicomTag.ColumnPositionInTotalImagePixelMatrix,
        DicomTag.RowPositionInTotalImagePixelMatrix, DicomTag.ImageOrientationSlide, DicomTag.NumberOfOpticalPaths,
        DicomTag.ObjectiveLensPower, DicomTag.ObjectiveLensNumericalAperture, DicomTag.CondenserLensPower,
        DicomTag.IlluminationWaveLength, DicomTag.RecommendedAbsentPixelCIELabValue, DicomTag.DimensionIndexPointer,
        DicomTag.FunctionalGroupPointer, DicomTag.DimensionIndexValues, DicomTag.InConcatenationNumber,
        DicomTag.InConcatenationTotalNumber, DicomTag.ConcatenationFrameOffsetNumber, DicomTag.ExtendedOffsetTable,
        DicomTag.ExtendedOffsetTableLengths,
    }.ToFrozenSet();

    // Numbers that count, and that someone could put an identifier into.
    private static readonly FrozenSet<DicomTag> SmallNumbers =
        new[] { DicomTag.InstanceNumber, DicomTag.OpticalPathIdentifier }.ToFrozenSet();

    // One of the Defined Terms below, each.
    private static readonly FrozenSet<DicomTag> Terms = new[]
    {
        DicomTag.SpecificCharacterSet, DicomTag.ImageType, DicomTag.FrameType, DicomTag.Modality,
        DicomTag.VolumetricProperties, DicomTag.PhotometricInterpretation, DicomTag.DimensionOrganizationType,
        DicomTag.LossyImageCompression, DicomTag.LossyImageCompressionMethod, DicomTag.BurnedInAnnotation,
        DicomTag.RecognizableVisualFeatures, DicomTag.PresentationLUTShape, DicomTag.SpecimenLabelInImage,
        DicomTag.FocusMethod, DicomTag.ExtendedDepthOfField, DicomTag.PositionReferenceIndicator,
        DicomTag.ContentQualification,
    }.ToFrozenSet();

    private static readonly FrozenSet<string> DefinedTerms = new[]
    {
        "ORIGINAL", "DERIVED", "PRIMARY", "SECONDARY", "VOLUME", "LABEL", "OVERVIEW", "THUMBNAIL", "LOCALIZER", "NONE",
        "RESAMPLED", "SM", "MONOCHROME1", "MONOCHROME2", "RGB", "YBR_FULL", "YBR_FULL_422", "YBR_ICT", "YBR_RCT",
        "TILED_FULL", "TILED_SPARSE", "3D", "00", "01", "ISO_10918_1", "ISO_14495_1", "ISO_15444_1", "ISO_15444_15",
        "ISO_18181_1", "YES", "NO", "IDENTITY", "AUTO", "MANUAL", "SLIDE_CORNER", "UNKNOWN", "PRODUCT", "RESEARCH",
        "SERVICE", "ISO_IR 6", "ISO_IR 100", "ISO_IR 101", "ISO_IR 109", "ISO_IR 110", "ISO_IR 126", "ISO_IR 127",
        "ISO_IR 138", "ISO_IR 144", "ISO_IR 148", "ISO_IR 13", "ISO_IR 166", "ISO_IR 192", "GB18030", "GBK",
        "ISO 2022 IR 6", "ISO 2022 IR 87", "ISO 2022 IR 159", "ISO 2022 IR 149", "ISO 2022 IR 58", "ISO 2022 IR 13",
        "ISO 2022 IR 100", string.Empty,
    }.ToFrozenSet(StringComparer.Ordinal);

    // Concepts of optics and glass (CID 8101, 8110, 8122, 8123): value, scheme, meaning.
    private static readonly FrozenSet<(string Value, string Scheme, string Meaning)> Codes = new[]
    {
        ("111741", "DCM", "Transmission illumination"), ("111742", "DCM", "Reflection illumination"),
        ("111743", "DCM", "Epifluorescence illumination"), ("111744", "DCM", "Brightfield illumination"),
        ("111745", "DCM", "Darkfield illumination"), ("414298005", "SCT", "Full Spectrum"), ("R-102C0", "SRT", "Full Spectrum"),
        ("R-102C0", "SRT", "Full Spectrum White"), ("371251000", "SCT", "White"), ("G-A138", "SRT", "White"),
        ("433466003", "SCT", "Microscope slide"), ("A-0101B", "SRT", "Microscope slide"),
        ("258661006", "SCT", "Slide"),
    }.ToFrozenSet();

    private static readonly FrozenSet<DicomTag> CodeSequences = new[]
    {
        DicomTag.IlluminationTypeCodeSequence, DicomTag.IlluminationColorCodeSequence, DicomTag.ContainerTypeCodeSequence,
        DicomTag.SpecimenTypeCodeSequence,
    }.ToFrozenSet();

    private static readonly FrozenSet<DicomTag> CodeParts =
        new[] { DicomTag.CodeValue, DicomTag.CodingSchemeDesignator, DicomTag.CodeMeaning }.ToFrozenSet();

    /// <summary>Whether an element and its value identify nobody.</summary>
    /// <param name="element">Not a sequence.</param>
    public static bool IsHarmless(DicomElement element)
    {
        var tag = element.Tag;
        if (tag == DicomTag.PixelData || tag.IsGroupLength)
        {
            return true;
        }

        // Padding is zeros, or something else that was put there.
        if (tag == DicomTag.DataSetTrailingPadding)
        {
            return element is DicomBytesElement padding && IsZero(padding);
        }

        if (Numbers.Contains(tag))
        {
            return element is not DicomStringElement text || text.Values.All(IsNumber);
        }

        return element is DicomStringElement values
            && ((SmallNumbers.Contains(tag) && values.Values.All(value => value.Length <= MaxIdentifierDigits && value.All(char.IsAsciiDigit)))
                || (Terms.Contains(tag) && values.Values.All(DefinedTerms.Contains))
                || (element.ValueRepresentation == DicomVR.UI && values.Values.All(uid => uid.StartsWith(StandardRoot, StringComparison.Ordinal))));
    }

    /// <summary>Whether an item is a concept of optics or glass in the standard's words, and nothing else.</summary>
    /// <param name="item">The item.</param>
    /// <param name="parent">The sequence that it is in; null for a whole data set.</param>
    public static bool IsKnownCode(DicomDataset item, DicomTag? parent) =>
        parent is { } sequence
        && CodeSequences.Contains(sequence)
        && item.All(part => CodeParts.Contains(part.Tag) && part is DicomStringElement { Count: 1 })
        && item.Count == CodeParts.Count
        && Codes.Contains((item.GetString(DicomTag.CodeValue), item.GetString(DicomTag.CodingSchemeDesignator), item.GetString(DicomTag.CodeMeaning)));

    private static bool IsNumber(string text) =>
        text.Length <= 16 && text.All(character => char.IsAsciiDigit(character) || character is '.' or '-' or '+' or 'e' or 'E' or ' ');

    private static bool IsZero(DicomBytesElement element)
    {
        var buffer = new byte[Math.Min(element.Source.Length, DicomFormatLimits.MaxShownBytes)];
        for (long offset = 0; offset < element.Source.Length; offset += buffer.Length)
        {
            var part = buffer.AsSpan(0, (int)Math.Min(buffer.Length, element.Source.Length - offset));
            element.Source.Read(offset, part);
            if (part.ContainsAnyExcept((byte)0))
            {
                return false;
            }
        }

        return true;
    }
}
