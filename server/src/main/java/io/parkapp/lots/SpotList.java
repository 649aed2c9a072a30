package io.parkapp.lots;

import java.util.List;

public record SpotList(List<SpotAnswer> items) {}
