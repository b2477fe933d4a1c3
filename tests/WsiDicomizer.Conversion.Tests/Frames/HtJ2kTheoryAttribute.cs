using WsiDicomizer.Imaging.Codecs;

namespace WsiDicomizer.Conversion.Tests.Frames;

/// <summary>A theory that needs OpenJPH; skipped, with the reason, where the program was built without it and nobody promised it.</summary>
internal sealed class HtJ2kTheoryAttribute : TheoryAttribute
{
    public HtJ2kTheoryAttribute()
    {
        var state = CodecRegistry.List().Single(codec => codec.Library == "libwsijph");
        if (!state.IsAvailable && Environment.GetEnvironmentVariable("WSIDICOMIZER_REQUIRE_TOOLS") != "1")
        {
            Skip = state.Problem;
        }
    }
}
