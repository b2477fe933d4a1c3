using WsiDicomizer.Imaging.Codecs;

namespace WsiDicomizer.Imaging.Tests.Codecs;

/// <summary>A theory that needs an optional library; skipped, with the reason, where it is missing and nobody promised it.</summary>
internal sealed class CodecTheoryAttribute : TheoryAttribute
{
    public CodecTheoryAttribute(string library)
    {
        Library = library;
        var state = CodecRegistry.List().Single(codec => codec.Library == library);
        if (!state.IsAvailable && Environment.GetEnvironmentVariable("WSIDICOMIZER_REQUIRE_TOOLS") != "1")
        {
            Skip = state.Problem;
        }
    }

    public string Library { get; }
}
