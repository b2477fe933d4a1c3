using WsiDicomizer.Imaging.Codecs;

namespace WsiDicomizer.Imaging.Tests.Codecs;

public class CodecRegistryTests
{
    [Fact]
    public void List_EveryCodec_SaysWhatItIsForAndWhyItIsMissing()
    {
        var states = CodecRegistry.List();

        Assert.Equal(states.Count, states.Select(state => state.Codec).Distinct().Count());
        Assert.All(states, state =>
        {
            Assert.NotEmpty(state.NeededFor);
            Assert.Equal(state.Problem is null, state.IsAvailable);
            Assert.True(state.IsAvailable || (state.Version is null && state.Problem!.Contains("apt-get install", StringComparison.Ordinal)));
        });
    }

    [Theory]
    [InlineData("libopenjp2", @"^2\.\d+\.\d+$")]
    [InlineData("libcharls", @"^2\.\d+\.\d+")]
    [InlineData("libzstd", @"^1\.\d+\.\d+$")]
    public void List_LibraryThatTellsItsVersion_HasIt(string library, string pattern) =>
        Assert.Matches(pattern, CodecRegistry.List().Single(state => state.Library == library).Version);
}
