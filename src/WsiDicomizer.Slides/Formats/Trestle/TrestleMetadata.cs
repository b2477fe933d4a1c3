using WsiDicomizer.Slides.Tiff;
using WsiDicomizer.Slides.TiffPages;

namespace WsiDicomizer.Slides.Formats.Trestle;

/// <summary>Maps Trestle's texts and tags to the metadata that every format has.</summary>
/// <remarks>Tags 282 and 283 are micrometres per pixel. The objective's power is often wrong, and taken as it is.</remarks>
internal static class TrestleMetadata
{
    // ObjectiveLensPower goes out under every profile: a larger number is no magnification but a number of something.
    private const double MaxObjectivePower = 200;

    /// <summary>Reads the metadata.</summary>
    /// <param name="structure">The slide's pages.</param>
    /// <exception cref="SlideFormatException">A tag lies beyond the end of the file.</exception>
    public static SlideMetadata Read(TrestleStructure structure)
    {
        var directory = structure.Levels[0].Image.Directory;
        var description = structure.Description;
        var (date, time) = TiffPageTexts.ReadDateTime(directory);
        var power = description?.Find(TrestleKeys.ObjectivePower) is { } text ? TrestleKeys.ParseNumber(text) : null;
        return new SlideMetadata
        {
            Manufacturer = "Trestle",
            AcquisitionDate = date,
            AcquisitionTime = time,
            ObjectivePower = power is > 0 and <= MaxObjectivePower ? power : null,
            Spacing = TiffPageSpacing.Create(directory.ReadReal(TiffTag.XResolution), directory.ReadReal(TiffTag.YResolution)),
            VendorProperties =
            [
                .. (description?.Items ?? []).Select(item => KeyValuePair.Create(item.Key, item.Value)),
                .. TiffPageTexts.ReadAll(directory, TiffTag.ImageDescription),
            ],
        };
    }
}
