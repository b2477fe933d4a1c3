using WsiDicomizer.Slides.Tiff;
using WsiDicomizer.Slides.TiffPages;

namespace WsiDicomizer.Slides.Formats.GenericTiff;

/// <summary>What the tags of a generic TIFF say about the acquisition.</summary>
/// <remarks>
/// Maker, model and software go out under profiles that keep the kind of device, so only words that are known are taken, and
/// here none is: the texts are among the vendor's properties.
/// </remarks>
internal static class GenericTiffMetadata
{
    /// <summary>Reads the metadata.</summary>
    /// <param name="directory">The page of the base level.</param>
    /// <exception cref="SlideFormatException">A tag lies beyond the end of the file.</exception>
    public static SlideMetadata Read(TiffDirectory directory)
    {
        var (date, time) = TiffPageTexts.ReadDateTime(directory);
        return new SlideMetadata
        {
            AcquisitionDate = date,
            AcquisitionTime = time,
            Spacing = TiffPageSpacing.Read(directory),
            VendorProperties = [.. TiffPageTexts.ReadAll(directory)],
        };
    }
}
