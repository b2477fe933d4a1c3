using System.Text.Json;

namespace WsiDicomizer.EndToEnd.Tests.Running;

/// <summary>The coded data of an instance's frames beside that of the source's tiles.</summary>
/// <param name="Frames">How many frames the instance has.</param>
/// <param name="Tiles">How many tiles the level has.</param>
/// <param name="Identical">How many are the same, byte for byte, from the scan's start to its end.</param>
/// <param name="Different">The other frames, numbered from 1.</param>
internal sealed record FrameComparison(int Frames, int Tiles, int Identical, int[] Different)
{
    public static FrameComparison Run(string slide, int level, string instance) =>
        JsonSerializer.Deserialize<FrameComparison>(
            Tools.RunScript("compare_frames.py", slide, $"{level}", instance), JsonSerializerOptions.Web)!;

    /// <summary>Compares with the tiles of a page of the file, counted from 0.</summary>
    public static FrameComparison OfPage(string slide, int page, string instance) =>
        JsonSerializer.Deserialize<FrameComparison>(
            Tools.RunScript("compare_frames.py", slide, $"page{page}", instance), JsonSerializerOptions.Web)!;
}

/// <summary>The pixels of an instance's frames beside what OpenSlide renders from the source.</summary>
/// <param name="Frames">How many frames the instance has.</param>
/// <param name="Width">Of the level or picture, in pixels.</param>
/// <param name="Height">Of the level or picture, in pixels.</param>
/// <param name="Different">The frames in which any sample differs.</param>
/// <param name="Psnr">In decibels over all frames; 999 where nothing differs.</param>
internal sealed record PixelComparison(int Frames, int Width, int Height, FrameDifference[] Different, double Psnr)
{
    /// <summary>Compares a level by its number, or an associated image by OpenSlide's name of it.</summary>
    public static PixelComparison Run(string slide, string level, string instance) =>
        JsonSerializer.Deserialize<PixelComparison>(
            Tools.RunScript("compare_pixels.py", slide, level, instance), JsonSerializerOptions.Web)!;

    /// <summary>Compares with a part of a level: left, top, width, height in its pixels.</summary>
    public static PixelComparison OfPart(string slide, int level, string instance, (int Left, int Top, int Width, int Height) part) =>
        JsonSerializer.Deserialize<PixelComparison>(
            Tools.RunScript(
                "compare_pixels.py", slide, $"{level}", instance, $"{part.Left},{part.Top},{part.Width},{part.Height}"),
            JsonSerializerOptions.Web)!;
}

/// <summary>How far a frame is from what was expected, in sample values.</summary>
/// <param name="Frame">Numbered from 1.</param>
/// <param name="Max">The largest difference.</param>
/// <param name="Mean">The mean difference.</param>
internal sealed record FrameDifference(int Frame, int Max, double Mean);

/// <summary>The pixels of an instance's frames beside what a reader of CZI of the tests' own draws from the source.</summary>
/// <param name="Frames">How many frames the instance has.</param>
/// <param name="Width">Of the level, in pixels.</param>
/// <param name="Height">Of the level, in pixels.</param>
/// <param name="Worst">The largest difference of a sample.</param>
/// <param name="Psnr">The peak signal-to-noise ratio in dB; 1000 where nothing differs.</param>
internal sealed record CziComparison(int Frames, int Width, int Height, int Worst, double Psnr)
{
    /// <summary>Compares with a level of a pyramid: scene, channel, focal plane, and how many times smaller it is.</summary>
    public static CziComparison Run(string slide, (int Scene, int Channel, int Plane) pyramid, int downsample, string instance) =>
        JsonSerializer.Deserialize<CziComparison>(
            Tools.RunScript(
                "czi_compare.py", slide, $"{pyramid.Scene}", $"{pyramid.Channel}", $"{pyramid.Plane}", $"{downsample}", instance),
            JsonSerializerOptions.Web)!;
}
