package io.parkapp.tariffs;

import java.util.List;

record TariffVersionList(List<TariffVersion> items) {}
