using WsiDicomizer.Imaging;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.Frames;

/// <summary>Pixels of which those that cannot be had are background, and are listed.</summary>
/// <param name="pixels">The pixels.</param>
/// <param name="level">The level.</param>
/// <param name="log">Takes tiles that cannot be had.</param>
internal sealed class GuardedPixels(ITilePixels pixels, SlideLevel level, DamageLog log) : ITilePixels
{
    /// <inheritdoc/>
    public void Read(int tileIndex, Span<byte> destination)
    {
        try
        {
            pixels.Read(tileIndex, destination);
        }
        catch (Exception exception) when (IsDamage(exception))
        {
            log.Add(tileIndex, exception.Message);
            destination.Fill(level.HasDarkBackground ? byte.MinValue : byte.MaxValue);
        }
    }

    /// <summary>Whether an error is one of a tile's bytes, and not of the machine or of the program.</summary>
    /// <param name="exception">The error.</param>
    public static bool IsDamage(Exception exception) => exception
        is SlideFormatException { Problem: SlideProblem.Damaged }
        or ConversionException
        or CodecException { Problem: not CodecProblem.LibraryMissing };

    /// <inheritdoc/>
    public void Dispose() => pixels.Dispose();
}
