using WsiDicomizer.Benchmarks;

return args switch
{
    ["read-header"] => ReadHeaderBenchmark.Run(),
    ["functional-groups"] => FunctionalGroupsBenchmark.Run(),
    ["engine"] => EngineBenchmark.Run(),
    ["encode", ..] => BenchmarkOptions.TryParse(args, out var encode) ? EncodeBenchmark.Run(encode) : 2,
    ["ndpi", ..] => BenchmarkOptions.TryParse(args, out var ndpi) ? NdpiBenchmark.Run(ndpi) : 2,
    ["yardstick", var slide] => JpegYardstick.Run(slide),
    ["large", .. var rest] => LargeInstanceBenchmark.Run(rest),
    ["deidentify", ..] => BenchmarkOptions.TryParse(args, out var options) ? DeidentifyBenchmark.Run(options) : 2,
    _ => BenchmarkOptions.TryParse(args, out var convert) ? ConvertBenchmark.Run(convert) : 2,
};
