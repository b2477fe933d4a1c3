namespace WsiDicomizer.Conversion.DualTiff;

/// <summary>The TIFF that an instance's file is as well.</summary>
/// <param name="IsBigTiff">Whether it is a BigTIFF, because 32-bit offsets do not reach its end.</param>
/// <param name="Levels">The number of its directories: levels of the pyramid.</param>
/// <param name="ExtraBytes">By how many bytes the file is longer than without it: directories, and tiles of smaller levels.</param>
public sealed record DualTiffSide(bool IsBigTiff, int Levels, long ExtraBytes);
