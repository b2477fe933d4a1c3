using WsiDicomizer.Imaging.Codecs;

namespace WsiDicomizer.Cli.Json;

/// <summary>A codec in <c>inspect --codecs --json</c>.</summary>
/// <param name="Codec">The compression, and what is done.</param>
/// <param name="Library">The library, or <c>built in</c>.</param>
/// <param name="Version">As the library tells it; null where it tells none.</param>
/// <param name="Available">Whether it can be used on this machine.</param>
/// <param name="Problem">Why not; null where it can.</param>
/// <param name="NeededFor">What does not work without it.</param>
internal sealed record CodecDescription(
    string Codec, string Library, string? Version, bool Available, string? Problem, string NeededFor)
{
    /// <summary>Describes a codec.</summary>
    public static CodecDescription From(CodecState state) =>
        new(state.Codec, state.Library, state.Version, state.IsAvailable, state.Problem, state.NeededFor);
}
