using System.Collections.Frozen;
using WsiDicomizer.Dicom;
using WsiDicomizer.Verification.Conformance.Reading;

namespace WsiDicomizer.Verification.Conformance.Attributes;

/// <summary>The conditions of types 1C and 2C that a program can evaluate, by table of PS3.3 and path in it.</summary>
/// <remarks>
/// Conditions that are not here ("if known", "if the procedure was scheduled", a paired body part) only a person can
/// judge: those attributes are looked at where they are present.
/// </remarks>
internal static class PresenceConditions
{
    private const string Image = "C.8.12.4-1/";
    private const string Content = "10-2/";

    private static readonly FrozenDictionary<string, PresenceCondition> ByKey = new Dictionary<string, PresenceCondition>
    {
        // Patient
        ["C.7-1/PatientAlternativeCalendar"] = Only("a date in an alternative calendar is present", static (_, item) =>
            item.HasValue(DicomTag.PatientBirthDateInAlternativeCalendar)
            || item.HasValue(DicomTag.PatientDeathDateInAlternativeCalendar)),
        ["C.7-1/ResponsiblePersonRole"] = WithValue(DicomTag.ResponsiblePerson),
        ["C.7-1/DeidentificationMethod"] = AlsoOtherwise("PatientIdentityRemoved is YES and there is no DeidentificationMethodCodeSequence",
            static (_, item) => item.Text(DicomTag.PatientIdentityRemoved) == "YES"
                && !item.Contains(DicomTag.DeidentificationMethodCodeSequence)),
        ["C.7-1/DeidentificationMethodCodeSequence"] = AlsoOtherwise("PatientIdentityRemoved is YES and there is no DeidentificationMethod",
            static (_, item) => item.Text(DicomTag.PatientIdentityRemoved) == "YES"
                && !item.Contains(DicomTag.DeidentificationMethod)),

        // Whole Slide Microscopy Image
        [$"{Image}ImagedVolumeWidth"] = Volume(),
        [$"{Image}ImagedVolumeHeight"] = Volume(),
        [$"{Image}ImagedVolumeDepth"] = Volume(),
        [$"{Image}PlanarConfiguration"] = SeveralSamples(),
        ["C.7-11c/PlanarConfiguration"] = SeveralSamples(),
        [$"{Image}LossyImageCompressionRatio"] = Only("LossyImageCompression is 01", IsLossy),
        [$"{Image}LossyImageCompressionMethod"] = Only("LossyImageCompression is 01", IsLossy),
        [$"{Image}PresentationLUTShape"] = Monochrome(),
        [$"{Image}RescaleIntercept"] = Monochrome(),
        [$"{Image}RescaleSlope"] = Monochrome(),
        [$"{Image}NumberOfFocalPlanes"] = Only("ExtendedDepthOfField is YES", HasExtendedDepth),
        [$"{Image}DistanceBetweenFocalPlanes"] = Only("ExtendedDepthOfField is YES", HasExtendedDepth),

        // Tiles, dimensions, functional groups
        ["C.8.12.14-1/TotalPixelMatrixFocalPlanes"] = TiledFull(),
        ["C.8.12.5-1/NumberOfOpticalPaths"] = TiledFull(),
        ["C.8.12.14-1/ImageOrientationSlide"] = AlsoOtherwise("tiles have positions on the slide", static (instance, _) =>
            instance.IsTiledFull
            || instance.Shared?.Contains(DicomTag.PlanePositionSlideSequence) == true
            || instance.PerFrame.Any(group => group.Contains(DicomTag.PlanePositionSlideSequence))),
        ["C.7.6.17-1/DimensionIndexSequence"] = AlsoOtherwise("DimensionOrganizationType is not TILED_FULL",
            static (instance, _) => !instance.IsTiledFull),
        ["C.7.6.17-1/DimensionIndexSequence/DimensionIndexPrivateCreator"] = Only("the pointer is private",
            static (_, item) => IsPrivatePointer(item, DicomTag.DimensionIndexPointer)),
        ["C.7.6.17-1/DimensionIndexSequence/FunctionalGroupPrivateCreator"] = Only("the pointer is private",
            static (_, item) => IsPrivatePointer(item, DicomTag.FunctionalGroupPointer)),
        ["C.7.6.16-3/FrameContentSequence/DimensionIndexValues"] = Only("there is a DimensionIndexSequence",
            static (instance, _) => instance.Dataset.HasValue(DicomTag.DimensionIndexSequence)),
        ["C.7.6.16-1/ConcatenationFrameOffsetNumber"] = InConcatenation(),
        ["C.7.6.16-1/SOPInstanceUIDOfConcatenationSource"] = InConcatenation(),
        ["C.7.6.16-1/InConcatenationNumber"] = InConcatenation(),
        ["C.7.6.16-2/PixelMeasuresSequence/PixelSpacing"] = Measured(),
        ["C.7.6.16-2/PixelMeasuresSequence/SliceThickness"] = AlsoOtherwise(
            "ImageType value 3 is VOLUME or THUMBNAIL and VolumetricProperties is VOLUME or SAMPLED",
            static (instance, _) => instance.Flavour is "VOLUME" or "THUMBNAIL"
                && instance.Dataset.Text(DicomTag.VolumetricProperties) is "VOLUME" or "SAMPLED"),
        ["C.7.6.16-2/PixelMeasuresSequence/SpacingBetweenSlices"] = AlsoOtherwise(
            "DimensionOrganizationType is TILED_FULL and there is more than one focal plane",
            static (instance, _) => instance.IsTiledFull && instance.FocalPlanes > 1),
        ["C.7.6.16-6/ReferencedImageSequence/PurposeOfReferenceCodeSequence"] = Always(),
        ["C.7.6.16-7/DerivationImageSequence/DerivationCodeSequence"] = Always(),
        ["C.7.6.16-7/DerivationImageSequence/SourceImageSequence/PurposeOfReferenceCodeSequence"] = Always(),
        ["C.7-11a/PixelData"] = Only("there is no PixelDataProviderURL",
            static (_, item) => !item.Contains(DicomTag.PixelDataProviderURL)),
        ["C.7-11a/ExtendedOffsetTableLengths"] = Present(DicomTag.ExtendedOffsetTable),

        // Optical path
        ["C.8.12.5-1/OpticalPathSequence/IlluminationWaveLength"] = Without(DicomTag.IlluminationColorCodeSequence),
        ["C.8.12.5-1/OpticalPathSequence/IlluminationColorCodeSequence"] = Without(DicomTag.IlluminationWaveLength),
        ["C.8.12.5-1/OpticalPathSequence/ICCProfile"] = AlsoOtherwise("PhotometricInterpretation is not MONOCHROME2, or there is a palette",
            static (instance, item) => instance.Dataset.Text(DicomTag.PhotometricInterpretation) is { } photometric
                && (photometric != "MONOCHROME2" || item.Contains(DicomTag.PaletteColorLookupTableSequence))),

        // Macros
        ["10-17/LocalNamespaceEntityID"] = Without(DicomTag.UniversalEntityID),
        ["10-17/UniversalEntityID"] = Without(DicomTag.LocalNamespaceEntityID),
        ["10-17/UniversalEntityIDType"] = Present(DicomTag.UniversalEntityID),
        ["10-18/IssuerOfPatientIDQualifiersSequence/UniversalEntityIDType"] = Present(DicomTag.UniversalEntityID),
        ["8.8-1a/CodeValue"] = Without(DicomTag.LongCodeValue, DicomTag.URNCodeValue),
        ["8.8-1a/LongCodeValue"] = Without(DicomTag.CodeValue, DicomTag.URNCodeValue),
        ["8.8-1a/URNCodeValue"] = Without(DicomTag.CodeValue, DicomTag.LongCodeValue),
        ["8.8-1a/CodingSchemeDesignator"] = AlsoOtherwise("there is a CodeValue or LongCodeValue", static (_, item) =>
            item.Contains(DicomTag.CodeValue) || item.Contains(DicomTag.LongCodeValue)),
        ["8.8-1b/ContextGroupVersion"] = Present(DicomTag.ContextIdentifier),
        ["10-1/InstitutionName"] = Without(DicomTag.InstitutionCodeSequence),
        ["10-1/InstitutionCodeSequence"] = Without(DicomTag.InstitutionName),
        [$"{Content}DateTime"] = ValueType("DATETIME"),
        [$"{Content}Date"] = ValueType("DATE"),
        [$"{Content}Time"] = ValueType("TIME"),
        [$"{Content}PersonName"] = ValueType("PNAME"),
        [$"{Content}UID"] = ValueType("UIDREF"),
        [$"{Content}TextValue"] = ValueType("TEXT"),
        [$"{Content}ConceptCodeSequence"] = ValueType("CODE"),
        [$"{Content}NumericValue"] = ValueType("NUMERIC"),
        [$"{Content}MeasurementUnitsCodeSequence"] = ValueType("NUMERIC"),
        [$"{Content}ReferencedSOPSequence"] = ValueType("COMPOSITE", "IMAGE", "WAVEFORM"),
        [$"{Content}RationalDenominatorValue"] = Present(DicomTag.RationalNumeratorValue),
        ["C.12-6/DigitalSignaturesSequence/CertifiedTimestampType"] = Present(DicomTag.CertifiedTimestamp),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The condition of an attribute, or null.</summary>
    /// <param name="key">Table and path: <c>C.8.12.5-1/OpticalPathSequence/ICCProfile</c>.</param>
    public static PresenceCondition? Find(string key) => ByKey.GetValueOrDefault(key);

    /// <summary>The keys, for a test that each is a place of the IOD.</summary>
    public static IEnumerable<string> Keys => ByKey.Keys;

    private static PresenceCondition Only(string description, Func<Instance, DicomDataset, bool> isRequired) =>
        new(description, isRequired, MayBePresentOtherwise: false);

    private static PresenceCondition AlsoOtherwise(string description, Func<Instance, DicomDataset, bool> isRequired) =>
        new(description, isRequired, MayBePresentOtherwise: true);

    private static PresenceCondition Always() => AlsoOtherwise("the SOP class is no legacy converted one", static (_, _) => true);

    private static PresenceCondition Volume() => AlsoOtherwise("ImageType value 3 is VOLUME",
        static (instance, _) => instance.Flavour == "VOLUME");

    private static PresenceCondition SeveralSamples() => Only("SamplesPerPixel is greater than 1",
        static (_, item) => item.Integer(DicomTag.SamplesPerPixel) > 1);

    private static PresenceCondition Monochrome() => Only("PhotometricInterpretation is MONOCHROME2",
        static (instance, _) => instance.Dataset.Text(DicomTag.PhotometricInterpretation) == "MONOCHROME2");

    private static PresenceCondition TiledFull() => AlsoOtherwise("DimensionOrganizationType is TILED_FULL",
        static (instance, _) => instance.IsTiledFull);

    private static PresenceCondition InConcatenation() => Only("there is a ConcatenationUID",
        static (_, item) => item.Contains(DicomTag.ConcatenationUID));

    // Labels and overviews lie in no slide coordinate system; the other flavours do.
    private static PresenceCondition Measured() => AlsoOtherwise("ImageType value 3 is VOLUME or THUMBNAIL",
        static (instance, _) => instance.Flavour is "VOLUME" or "THUMBNAIL");

    private static PresenceCondition Present(DicomTag other) => Only($"there is {Keyword(other)}",
        (_, item) => item.Contains(other));

    private static PresenceCondition WithValue(DicomTag other) => Only($"{Keyword(other)} has a value",
        (_, item) => item.HasValue(other));

    private static PresenceCondition Without(params DicomTag[] others) => AlsoOtherwise(
        $"there is no {string.Join(" and no ", others.Select(Keyword))}", (_, item) => !others.Any(item.Contains));

    private static PresenceCondition ValueType(params string[] types) => Only(
        $"ValueType is {string.Join(" or ", types)}",
        (_, item) => item.Text(DicomTag.ValueType) is { } type && types.Contains(type));

    private static bool IsLossy(Instance instance, DicomDataset item) =>
        item.Text(DicomTag.LossyImageCompression) == "01";

    private static bool HasExtendedDepth(Instance instance, DicomDataset item) =>
        item.Text(DicomTag.ExtendedDepthOfField) == "YES";

    private static bool IsPrivatePointer(DicomDataset item, DicomTag pointer) =>
        item.TryGetDicomItem<DicomAttributeTag>(pointer, out var element) && element.Values is [var tag] && tag.IsPrivate;

    private static string Keyword(DicomTag tag) => DicomDictionary.Default.GetKeyword(tag);
}
